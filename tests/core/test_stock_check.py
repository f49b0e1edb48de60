"""Every arm of a case by the engine and by pyradiomics, told for a terminal and for a program."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from core import stock_check
from core.arms import interpolate_region
from core.features.check import Comparison
from core.features.params import read_params
from core.stock_check import check_arms, describe_comparisons, list_arms, summarise_comparisons
from core.values import ARMS, Case, Mask, Volume

FOUND = Comparison("original_glcm_Contrast", 1.5, 1.5000003, 2e-7, 1091, 1130, 0.25, 12.5)


@pytest.fixture
def workup() -> SimpleNamespace:
    inside = np.zeros((4, 4, 4), bool)
    inside[1:3] = True
    volume = Volume(np.random.default_rng(0).normal(size=inside.shape), np.eye(4))
    case = Case("case", volume, Mask(inside, np.eye(4)))
    fine = interpolate_region(case)
    return SimpleNamespace(case=case, interpolated=fine, super_resolved=fine)


def test_the_finer_arms_are_normalised_by_the_native_volume(workup) -> None:
    arms = list_arms(workup)

    assert tuple(arms) == ARMS
    assert [reference for _, reference in arms.values()] == [None, workup.case.volume, workup.case.volume]


def test_every_arm_is_compared_and_says_when_it_begins(workup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock_check, "compare_with_pyradiomics", lambda *_given: FOUND)
    seen: list[tuple[float, str]] = []

    found = check_arms(list_arms(workup), read_params(), lambda share, arm: seen.append((share, arm)))

    assert found == dict.fromkeys(ARMS, FOUND)
    assert seen == [(0.0, "native"), (1 / 3, "interpolated"), (2 / 3, "super-resolved")]


def test_a_program_reads_what_differs_most_and_how_much_faster(workup) -> None:
    content = json.loads(json.dumps(describe_comparisons({"native": FOUND})))["beside_pyradiomics"]["native"]

    assert content["feature"] == "original_glcm_Contrast"
    assert (content["equal"], content["n"], content["ratio"]) == (1091, 1130, 50.0)


def test_a_person_reads_one_line_for_each_arm() -> None:
    lines = summarise_comparisons(describe_comparisons({"native": FOUND, "interpolated": FOUND}))

    assert len(lines) == 2
    assert "1091 of 1130 features equal, largest relative difference 2.0e-07 (original_glcm_Contrast" in lines[0]
    assert lines[1].endswith("0.25 s instead of 12.50 s, 50 times faster")
