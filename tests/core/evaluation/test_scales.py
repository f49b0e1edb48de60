"""Axes of numbers, logarithms and levels."""

import numpy as np
import pytest

from core.errors import CohortError
from core.evaluation.scales import PointScale, axis_ends, build_scale, group_terms
from core.values import Term

STAGES = (Term("stage", reference="A", level="B"), Term("stage", reference="A", level="C"))


@pytest.fixture
def stage():
    return build_scale(STAGES, np.array([-0.5, 1.5]), 20.0, {})


def test_terms_of_one_name_are_one_variable():
    assert group_terms([Term("age"), *STAGES, Term("size")]) == {"age": [0], "stage": [1, 2], "size": [3]}


def test_the_level_that_speaks_most_against_the_event_has_no_points(stage):
    assert stage.levels == ("A", "B", "C")
    assert stage.points([0, 1, 2]).tolist() == [10, 0, 40]


def test_a_level_is_placed_by_name(stage):
    assert (stage.place("C"), stage.label(stage.place("C"))) == (2, "C")


def test_a_level_is_coded_one_in_its_own_term_alone(stage):
    assert [[stage.code(term, level) for term in STAGES] for level in "ABC"] == [[0, 0], [1, 0], [0, 1]]


@pytest.mark.parametrize("level", ["D", 3, -1, 0.5])
def test_an_unknown_level_is_refused(stage, level):
    with pytest.raises(CohortError, match=f"stage must be A or B or C, but {level} came"):
        stage.place(level)


def test_a_name_is_no_number():
    with pytest.raises(CohortError, match="age must be a number, but old came"):
        PointScale("age", "years", 20, 80, 1.0).place("old")


def test_a_logged_number_gets_its_points_by_the_factor_of_ten():
    scale = build_scale([Term("afp", low=0, high=4, transform="log10")], np.array([0.5]), 50.0, {})

    assert (scale.low, scale.high) == (1, 10_000)
    assert scale.points([1, 10, 100]).tolist() == [0, 25, 50]


def test_a_number_without_a_logarithm_is_refused():
    with pytest.raises(CohortError, match="afp must be a number above 0, but 0 came"):
        PointScale("afp", "ng/mL", 1, 1e4, 25.0, logged=True).place(0)


def test_marks_of_a_logged_axis_are_powers_of_ten_or_their_parts():
    wide, narrow = (PointScale("afp", "", low, high, 1.0, True) for low, high in ((1, 1e5), (3, 120)))

    assert wide.ticks().tolist() == [1, 10, 100, 1000, 10_000, 100_000]
    assert narrow.ticks() == pytest.approx([5, 10, 20, 50, 100])


def test_marks_of_numbers_are_round_and_inside():
    scale = PointScale("age", "years", 23, 81, 1.0)

    assert scale.ticks().tolist() == [30, 40, 50, 60, 70, 80]
    assert scale.label(30.0) == "30"


def test_an_axis_without_width_keeps_its_slope():
    scale = build_scale([Term("age", low=50, high=50)], np.array([0.1]), 10.0, {})

    assert scale.points([50, 60]).tolist() == [0, 10]


def test_a_range_in_the_unit_is_taken_by_its_logarithm():
    term = Term("afp", low=0, high=3, transform="log10")

    assert axis_ends(term, {"afp": (1, 100)}).tolist() == [0, 2]
    assert axis_ends(term, {}).tolist() == [0, 3]


def test_a_logged_axis_cannot_begin_at_nothing():
    with pytest.raises(CohortError, match="afp has none"):
        axis_ends(Term("afp", transform="log10"), {"afp": (0, 100)})


def test_an_axis_reaches_both_its_ends_and_nothing_beyond():
    afp = build_scale(
        [Term("afp", low=np.log10(1.7), high=np.log10(1992.2), transform="log10")], np.array([1.0]), 10, {}
    )

    assert [afp.covers(value) for value in (1.7, 300, 1992.2, 1.6, 1993)] == [True, True, True, False, False]


def test_an_axis_of_levels_reaches_every_level(stage):
    assert all(stage.covers(level) for level in "ABC")
