"""NRI and IDI against Hmisc's improveProb and what PredictABEL prints of it."""

import re

import numpy as np
import pytest

from core.evaluation.reclassification import WARNING, compare_reclassification

CLOSE = 1e-8


@pytest.fixture(params=["categorical", "continuous"])
def compared(request, witness):
    expected = witness.said["reclassification"]
    cuts = expected["cuts"] if request.param == "categorical" else ()
    table = witness.table
    return compare_reclassification(table["event"], table["risk_a"], table["risk_b"], cuts), expected, request.param


def test_nri_equals_that_of_hmisc(compared):
    ours, expected, kind = compared

    assert (ours.nri.value, ours.nri.error, ours.nri.z) == pytest.approx(tuple(expected[kind].values()), rel=CLOSE)


def test_idi_equals_that_of_hmisc(compared):
    ours, expected, _ = compared

    assert (ours.idi.value, ours.idi.error, ours.idi.z) == pytest.approx(tuple(expected["idi"].values()), rel=CLOSE)


def test_both_parts_equal_those_of_hmisc(witness):
    expected, table = witness.said["reclassification"], witness.table

    ours = compare_reclassification(table["event"], table["risk_a"], table["risk_b"], expected["cuts"])

    assert (ours.nri_events.value, ours.nri_events.error) == pytest.approx(
        tuple(expected["events"].values())[:2], rel=CLOSE
    )
    assert ours.nri_non_events.value == pytest.approx(expected["non_events"]["value"], rel=CLOSE)


def test_predictabel_prints_the_same_to_its_four_decimals(compared):
    ours, expected, kind = compared
    lines = {"categorical": 0, "continuous": 1}
    if not expected["printed"]:
        pytest.skip("HEPASR_R_SOURCES names no sources of the packages that Debian lacks")

    printed = [
        float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-\d+)?", expected["printed"][lines[kind]].split(":", 1)[1])
    ]

    assert (ours.nri.value, ours.nri.ci_low, ours.nri.ci_high) == pytest.approx(printed[:3], abs=6e-5)


def test_the_same_risk_reclassifies_no_one(noisy):
    event, score = noisy
    risk = 1 / (1 + np.exp(-score))

    ours = compare_reclassification(event, risk, risk, [0.3])

    assert (ours.nri.value, ours.nri.error, ours.idi.value) == (0, 0, 0)
    assert np.isnan(ours.nri.p_value)


def test_a_risk_on_a_cut_belongs_above_it():
    ours = compare_reclassification([1, 1, 0, 0], [0.29, 0.1, 0.1, 0.1], [0.3, 0.1, 0.1, 0.1], [0.3])

    assert (ours.nri_events.value, ours.nri_non_events.value) == (0.5, 0)


def test_the_warning_travels_with_the_numbers():
    ours = compare_reclassification([1, 1, 0, 0], [0.2, 0.3, 0.4, 0.1], [0.3, 0.4, 0.3, 0.2])

    assert ours.warning == WARNING
    assert "reject too often" in WARNING
