"""The formulas of matrices by level and size, on the published example of run lengths."""

import numpy as np
import pytest

from core.features.engine.emphasis import size_features

RUNS = np.array([[[1, 0, 1], [3, 0, 1], [4, 1, 1], [1, 1, 0], [3, 0, 0]]])
"""Horizontal runs of the 5 × 5 example in pyradiomics' documentation: 17 runs over 25 voxels."""


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("small", (12 + 2 / 4 + 3 / 9) / 17),
        ("large", (12 + 2 * 4 + 3 * 9) / 17),
        ("percentage", 17 / 25),
        ("size_non_uniformity", (12**2 + 2**2 + 3**2) / 17),
        ("level_non_uniformity_normalized", (2**2 + 4**2 + 6**2 + 2**2 + 3**2) / 17**2),
        ("low", (2 + 4 / 4 + 6 / 9 + 2 / 16 + 3 / 25) / 17),
    ],
)
def test_a_formula_agrees_with_the_sum_by_hand(formula, value) -> None:
    assert size_features(RUNS, range(1, 6), range(1, 4))[formula] == pytest.approx([value])


def test_one_cell_has_no_variance_and_no_entropy() -> None:
    features = size_features(np.array([[[9]]]), [4], [7])

    assert features["size_variance"] == features["level_variance"] == 0
    assert features["entropy"] == pytest.approx([0], abs=1e-15)


def test_matrices_are_measured_side_by_side() -> None:
    both = size_features(np.concatenate([RUNS, RUNS[:, ::-1]]), range(1, 6), range(1, 4))

    assert both["high"][1] == pytest.approx(size_features(RUNS[:, ::-1], range(1, 6), range(1, 4))["high"][0])
