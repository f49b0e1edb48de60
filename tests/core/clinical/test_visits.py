"""A long table of readings: nadir, change, category, best response."""

import time

import numpy as np
import pandas as pd
import pytest

from core.clinical.visits import KEYS, best_changes, best_responses, classify_visits
from core.errors import ClinicalError


def course(*sums: float, reader: str = "A", patient: str = "P1", **columns: list[object]) -> pd.DataFrame:
    """One patient's sums from the baseline on."""
    rows = {"patient": patient, "reader": reader, "visit": range(len(sums)), "sum_mm": sums}
    return pd.DataFrame(rows | columns)


def overall(*sums: float, **columns: list[object]) -> list[str]:
    return classify_visits(course(*sums, **columns))["overall"].tolist()


def best(*sums: float, confirmed: bool = False) -> str:
    return best_responses(classify_visits(course(*sums)), confirmed).loc["P1", "A"]


def test_the_nadir_follows_the_course_and_begins_with_the_baseline() -> None:
    assert classify_visits(course(100, 60, 80, 72))["nadir_mm"].tolist() == [100, 60, 60]


def test_progression_is_judged_from_the_nadir() -> None:
    assert overall(100, 60, 72, 65) == ["PR", "PD", "PR"]


def test_disappearance_then_a_new_lesion_is_progression() -> None:
    assert overall(40, 0, 0, new_lesion=[False, False, True]) == ["CR", "PD"]


def test_disappearance_then_reappearance_is_progression() -> None:
    assert overall(40, 0, 4) == ["CR", "PD"]


def test_non_target_lesions_that_persist_make_a_complete_response_partial() -> None:
    assert overall(40, 0, non_target=["none", "IR/SD"]) == ["PR"]


def test_a_sum_that_is_missing_is_not_evaluable_and_breaks_no_nadir() -> None:
    visits = classify_visits(course(100, 50, np.nan, 60))

    assert visits["overall"].tolist() == ["PR", "NE", "PD"]


def test_a_missing_baseline_makes_every_visit_not_evaluable() -> None:
    assert overall(np.nan, 50, 20) == ["NE", "NE"]


def test_a_baseline_of_0_is_not_evaluable_and_has_no_change() -> None:
    visits = classify_visits(course(0, 10))

    assert (visits["overall"].tolist(), visits["change"].isna().all()) == (["NE"], True)


def test_rows_may_come_in_any_order() -> None:
    table = pd.concat([course(100, 60, 80), course(50, 0, reader="B")])

    pd.testing.assert_frame_equal(classify_visits(table.sample(frac=1, random_state=1)), classify_visits(table))


def test_the_best_response_ends_with_the_first_progression() -> None:
    assert best(100, 95, 130, 60) == "SD"


def test_best_response_takes_the_best_and_ignores_what_was_not_evaluable() -> None:
    assert (best(100, np.nan, 65, 80), best(100, np.nan)) == ("PR", "NE")


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ((100, 60, 65), "PR"),
        ((100, 60, 71.9), "SD"),
        ((100, 60), "SD"),
        ((100, 60, np.nan, 60), "PR"),
        ((100, 60, 0), "PR"),
        ((100, 0, 0), "CR"),
        ((100, 125), "PD"),
        ((100, 60, 90), "SD"),
    ],
)
def test_confirmed_a_response_must_hold_at_the_next_visit(sums: tuple[float, ...], expected: str) -> None:
    assert best(*sums, confirmed=True) == expected


def test_the_best_change_is_the_largest_fall() -> None:
    assert best_changes(classify_visits(course(100, 80, 55, 90))).loc["P1", "A"] == -45


def test_a_thousand_patients_by_three_readers_take_less_than_a_second() -> None:
    rows = [(f"P{n:04d}", reader, visit) for n in range(1000) for reader in "ABC" for visit in range(4)]
    table = pd.DataFrame(rows, columns=list(KEYS)).assign(sum_mm=np.random.default_rng(0).gamma(4, 10, len(rows)))

    start = time.perf_counter()
    found = best_responses(classify_visits(table))

    assert (found.shape, time.perf_counter() - start < 1) == ((1000, 3), True)


def test_a_reading_that_stands_twice_is_refused() -> None:
    with pytest.raises(ClinicalError, match="visit 0 of P1 by A came twice"):
        classify_visits(pd.concat([course(10, 9), course(11)]))


def test_a_course_without_baseline_is_refused() -> None:
    with pytest.raises(ClinicalError, match="begins with visit 1"):
        classify_visits(course(10, 9).iloc[1:])


def test_a_table_without_sums_is_refused() -> None:
    with pytest.raises(ClinicalError, match="column sum_mm"):
        classify_visits(course(10, 9).drop(columns="sum_mm"))
