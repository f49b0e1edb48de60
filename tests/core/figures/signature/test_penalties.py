"""Path and deviance share their axis, mark both penalties, and write how many features are left."""

import numpy as np
import pandas as pd
import pytest

from core.figures.signature.penalties import Penalties, plot_deviance, plot_path

LAMBDAS = np.array([0.3, 0.2, 0.1])
PENALTIES = Penalties(smallest=0.1, sparsest=0.2, chosen=0.2)
PATH = pd.DataFrame(
    {"original_glcm_A": [0.0, 0.1, 0.3], "original_shape_B": [0.0, 0.0, -0.2], "idle": 0.0}, index=LAMBDAS
)
DEVIANCE = pd.DataFrame({"mean": [1.3, 1.1, 1.0], "standard_error": 0.1, "n_features": [0, 1, 2]}, index=LAMBDAS)


def test_only_features_that_ever_count_are_lines(labels, classes, drawn) -> None:
    rows = drawn(plot_path(PATH, PENALTIES, classes, labels), 0)

    assert set(rows["feature"]) == {"original_glcm_A", "original_shape_B"}
    assert set(rows["class"]) == {"GLCM", "SHAPE"}
    assert rows["log"].tolist()[:3] == pytest.approx(np.log(LAMBDAS))


def test_the_number_of_features_stands_above(labels, classes, drawn) -> None:
    for chart, last in (
        (plot_path(PATH, PENALTIES, classes, labels), 6),
        (plot_deviance(DEVIANCE, PENALTIES, labels), 6),
    ):
        assert drawn(chart, last)["n"].tolist() == [0, 1, 2]


def test_both_penalties_are_marked_and_the_one_taken_is_in_full(labels) -> None:
    layers = plot_deviance(DEVIANCE, PENALTIES, labels).to_dict()["layer"]

    dashes = [layer["mark"]["strokeDash"] for layer in layers if layer["mark"].get("strokeDash")]
    assert dashes == [[4, 3], [1, 0]]


def test_deviance_has_its_standard_error(labels, drawn) -> None:
    rows = drawn(plot_deviance(DEVIANCE, PENALTIES, labels), 0)

    assert (rows["high"] - rows["low"]).to_numpy() == pytest.approx(0.2)


def test_descriptions_tell_what_was_found(labels, classes) -> None:
    path, curve = plot_path(PATH, PENALTIES, classes, labels), plot_deviance(DEVIANCE, PENALTIES, labels)

    assert path.to_dict()["description"] == "<coefficient>, <penalty>: 1 <features>"
    assert curve.to_dict()["description"] == "<deviance>, <min>: 1.0000"
