"""Pairs of neighbours, on the published example and against a slow obvious count."""

import numpy as np

from core.features.engine.pairs import build_pairs
from core.features.engine.region import build_directions, build_region
from tests.core.features.engine.phantoms import PHANTOMS

IMAGE = np.array([[[1, 2, 5, 2, 3], [3, 2, 1, 3, 1], [1, 3, 5, 5, 2], [1, 1, 1, 1, 2], [1, 2, 4, 3, 5]]], np.int32)
HORIZONTAL = np.array([[6, 4, 3, 0, 0], [4, 0, 2, 1, 3], [3, 2, 0, 1, 2], [0, 1, 1, 0, 0], [0, 3, 2, 0, 2]])
"""The 5 × 5 example in pyradiomics' documentation and its horizontal co-occurrences."""


def test_the_published_example_is_counted_as_published() -> None:
    pairs = build_pairs(build_region(IMAGE, {}))

    np.testing.assert_allclose(pairs.joint[0] * HORIZONTAL.sum(), HORIZONTAL)


def test_directions_without_a_pair_are_left_out() -> None:
    assert len(build_pairs(build_region(IMAGE, {})).joint) == 4


def test_a_direction_holds_the_pairs_a_loop_finds() -> None:
    levels = PHANTOMS["few levels"].levels
    pairs, offset = build_pairs(build_region(levels, {})), build_directions([1])[6]
    found = np.zeros((levels.max() + 1,) * 2)
    for here in np.argwhere(levels):
        there = here + offset
        inside = (there >= 0).all() and (there < levels.shape).all()
        found[levels[tuple(here)], levels[tuple(there)] if inside else 0] += 1
    present = np.ix_(np.unique(levels)[1:], np.unique(levels)[1:])

    np.testing.assert_allclose(pairs.joint[6], (found + found.T)[present] / (found + found.T)[present].sum())


def test_sums_and_differences_are_probabilities() -> None:
    pairs = build_pairs(build_region(PHANTOMS["holes"].levels, {}))

    np.testing.assert_allclose([pairs.sums.sum(1), pairs.differences.sum(1)], 1)
