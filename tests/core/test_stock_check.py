"""Every arm of a case by the engine and by pyradiomics, told for a terminal and for a program."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from core import stock_check
from core.features.check import Comparison
from core.features.params import read_params
from core.stock_check import check_arms, describe_comparisons, list_arms, summarise_comparisons
from core.values import ARMS, Case, Mask, Volume

FOUND = Comparison("original_glcm_Contrast", 1.5, 1.5000003, 2e-7, 1091, 1130, 0.25, 12.5)


def cube(n: int) -> tuple[Volume, Mask]:
    affine = np.diag([2.0, 2.0, 2.0, n]) / n
    inside = np.zeros((n, n, n), bool)
    inside[1:3] = True
    return Volume(np.random.default_rng(n).normal(size=inside.shape), affine), Mask(inside, affine)


@pytest.fixture
def workup() -> SimpleNamespace:
    case, (fine, mask) = Case("case", *cube(4)), cube(8)
    return SimpleNamespace(case=case, interpolated=fine, super_resolved=fine, fine_mask=mask)


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
    content = json.loads(json.dumps(describe_comparisons({"native": FOUND})))["native"]

    assert content["feature"] == "original_glcm_Contrast"
    assert (content["equal"], content["n"], content["ratio"]) == (1091, 1130, 50.0)


def test_a_person_reads_one_line_for_each_arm() -> None:
    text = summarise_comparisons({"native": FOUND, "interpolated": FOUND})

    assert len(text.splitlines()) == 2
    assert "1091 of 1130 features equal, largest relative difference 2.0e-07 (original_glcm_Contrast" in text
    assert text.endswith("0.25 s instead of 12.5 s, 50 times faster")
