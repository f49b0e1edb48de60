"""One row per feature, a dot per arm, and words for who cannot see them."""

import pandas as pd
import pytest

from core.figures.moves import ROW_HEIGHT, MoveLabels, plot_moves
from core.values import ARMS

LABELS = MoveLabels({arm: arm.title() for arm in ARMS}, "SDs", "by grid", "by network")


@pytest.fixture
def moves():
    values = {"native": [0.0, 1.0], "interpolated": [0.5, 1.0], "super-resolved": [2.0, 0.7]}
    table = pd.DataFrame(values, index=["Contrast (glcm, original)", "Mean (firstorder, original)"])
    return table.assign(by_interpolation=[0.5, 0.0], by_network=[1.5, -0.3], score=[0.1, 0.2])


def test_a_row_is_as_high_as_every_other(moves):
    assert plot_moves(moves, LABELS).height == 2 * ROW_HEIGHT


def test_every_arm_has_its_dots(moves):
    spec = plot_moves(moves, LABELS).to_dict()

    calculated = [step["calculate"] for layer in spec["layer"] for step in layer.get("transform", [])]
    assert calculated == ["'Native'", "'Interpolated'", "'Super-Resolved'"]


def test_a_reader_hears_both_steps_of_every_feature(moves):
    heard = plot_moves(moves, LABELS).description

    assert "Contrast (glcm, original) by grid +0.50, by network +1.50" in heard
    assert "by network -0.30" in heard
