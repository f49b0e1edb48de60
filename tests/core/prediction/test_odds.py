"""Odds ratios, Wald and profile, are those of R, and every table says how its model was fitted."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.errors import CohortError
from core.prediction.odds import odds_ratios
from core.values.models import FIRTH, MAXIMUM_LIKELIHOOD

REFERENCE = json.loads((Path(__file__).parents[2] / "references" / "logistic.json").read_text())
WALD = ("odds_ratio", "ci_low", "ci_high", "p_value")
PROFILE = ("profile_low", "profile_high", "p_likelihood_ratio")


@pytest.mark.parametrize("name", ["clinical", "combined"])
@pytest.mark.parametrize("column", WALD)
def test_wald_intervals_are_those_of_r(models, name, column):
    np.testing.assert_allclose(odds_ratios(models[name])[column], REFERENCE[name][column], rtol=1e-6)


@pytest.mark.parametrize("column", [*WALD, *PROFILE, "coefficient", "standard_error"])
def test_levels_and_logarithms_have_the_odds_ratios_of_r(joint, staged, of_r, column):
    np.testing.assert_allclose(odds_ratios(joint, *staged)[column], of_r["joint"][column], rtol=1e-6)


@pytest.mark.parametrize("column", PROFILE)
def test_penalised_profile_is_that_of_logistf(separated, staged, of_r, column):
    np.testing.assert_allclose(odds_ratios(separated, *staged)[column], of_r["separated"][column], rtol=1e-5)


def test_each_row_says_its_level_its_reference_and_the_method(joint, separated):
    table = odds_ratios(joint)
    assert table["level"].tolist() == ["", "B", "C", "", "female"]
    assert table["reference"].tolist() == ["", "A", "A", "", "male"]
    assert set(table["method"]) == {MAXIMUM_LIKELIHOOD}
    assert set(odds_ratios(separated)["method"]) == {FIRTH}


def test_profile_interval_holds_the_odds_ratio(joint, staged):
    table = odds_ratios(joint, *staged)
    assert (table["profile_low"] < table["odds_ratio"]).all()
    assert (table["odds_ratio"] < table["profile_high"]).all()


def test_profile_of_other_cases_is_refused(joint, staged):
    table, outcome = staged
    with pytest.raises(CohortError, match="same cases in the same order"):
        odds_ratios(joint, table, outcome.iloc[::-1])
