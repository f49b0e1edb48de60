"""Tests and distances of two groups against R and tableone, by name."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core.clinical.two_groups import compare_categories, compare_numbers, fisher_exact

RNG = np.random.default_rng(6)


def sides(patients: pd.DataFrame, name: str) -> list[pd.Series]:
    return [patients.loc[patients["group"] == group, name].dropna() for group in ("responder", "non-responder")]


@pytest.mark.parametrize(("name", "test", "key"), [("age", "welch", "welch"), ("afp", "mann_whitney", "mann_whitney")])
def test_r_gives_the_same_p_value_of_numbers(patients, r_says, name, test, key) -> None:
    found = compare_numbers(*(side.to_numpy() for side in sides(patients, name)))

    assert found.test == test
    assert found.p_value == pytest.approx(r_says["numbers"][name][key], abs=1e-9)
    assert found.smd == pytest.approx(r_says["numbers"][name]["smd"], abs=1e-9)


def test_r_gives_the_same_p_value_where_numbers_are_tied(patients, r_says) -> None:
    found = compare_numbers(*(side.to_numpy(float) for side in sides(patients, "sessions")))

    assert found.p_value == pytest.approx(r_says["numbers"]["sessions"]["mann_whitney"], abs=1e-9)


@pytest.mark.parametrize(("name", "test"), [("sex", "chi_squared"), ("pvtt", "chi_squared"), ("drug", "fisher")])
def test_r_gives_the_same_p_value_of_categories(patients, r_says, name, test) -> None:
    found = compare_categories(*sides(patients, name))

    assert found.test == test
    assert found.p_value == pytest.approx(r_says["categories"][name][test], abs=1e-9)
    assert found.smd == pytest.approx(r_says["categories"][name]["smd"], abs=1e-9)


def test_r_gives_the_same_exact_p_value_of_a_large_table(patients, r_says) -> None:
    counts = pd.crosstab(patients["group"], patients["pvtt"]).to_numpy(float)

    assert fisher_exact(counts) == pytest.approx(r_says["categories"]["pvtt"]["fisher"], abs=1e-9)


@pytest.mark.parametrize("counts", [[[3, 1], [1, 3]], [[0, 7], [5, 2]], [[10, 0], [0, 10]]])
def test_going_through_all_tables_is_fishers_test_of_two_by_two(counts: list[list[int]]) -> None:
    assert fisher_exact(np.array(counts, float)) == pytest.approx(stats.fisher_exact(counts).pvalue)


def test_normal_samples_are_told_by_mean_and_others_by_median() -> None:
    even, skewed = RNG.normal(50, 5, 40), RNG.lognormal(0, 1.5, 40)

    assert compare_numbers(even, even + 1).kind == "mean"
    assert compare_numbers(even, skewed).kind == "median"


def test_shares_are_of_the_known_values() -> None:
    found = compare_categories(pd.Series(["yes", "no", "no", "no"]), pd.Series(["yes", "yes"]))

    assert found.cells == (("no", "3 (75.0%)", "0 (0.0%)"), ("yes", "1 (25.0%)", "2 (100.0%)"))


def test_a_constant_has_no_test_and_no_distance() -> None:
    same = compare_numbers(np.ones(5), np.ones(6))
    one_level = compare_categories(pd.Series(["yes"] * 3), pd.Series(["yes"] * 4))

    assert (same.test, one_level.test, same.smd, one_level.smd) == ("none", "none", 0, 0)


def test_a_group_with_nothing_known_has_no_test() -> None:
    numbers = compare_numbers(np.array([]), np.array([1.0, 2.0, 5.0]))
    levels = compare_categories(pd.Series([], dtype=str), pd.Series(["yes", "no"]))

    assert (numbers.test, numbers.cells[0][1], levels.test) == ("none", "–", "none")


def test_large_tables_fall_back_to_chi_squared() -> None:
    levels = [f"level {n}" for n in range(12)]

    assert compare_categories(pd.Series(levels * 4), pd.Series(levels * 4)).test == "chi_squared"
