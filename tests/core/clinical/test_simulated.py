"""Simulated readers: the first gives the categories asked for, the others differ as readers do."""

import pandas as pd
import pytest

from core.clinical.label_noise import disagreements
from core.clinical.mrecist import CRITERIA
from core.clinical.simulated import simulate_readings
from core.clinical.visits import best_responses, classify_visits
from core.demo.read import read_demo

READERS = ("one", "two", "three")


@pytest.fixture(scope="module")
def categories() -> pd.Series:
    return read_demo().cohort.clinical["mrecist"]


@pytest.fixture(scope="module")
def readings(categories) -> pd.DataFrame:
    return simulate_readings(categories, READERS)


@pytest.mark.parametrize("criteria", ["mRECIST", "RECIST 1.1"])
def test_the_first_reader_gives_exactly_the_categories_asked_for(categories, readings, criteria) -> None:
    found = best_responses(classify_visits(readings, CRITERIA[criteria]))

    assert (found["one"] == categories).all()


def test_readers_differ_on_about_two_patients_of_five(readings) -> None:
    found = best_responses(classify_visits(readings))

    assert len(disagreements(found)) / len(found) == pytest.approx(0.4, abs=0.08)


def test_the_same_seed_gives_the_same_readings(categories, readings) -> None:
    pd.testing.assert_frame_equal(simulate_readings(categories, READERS), readings)
