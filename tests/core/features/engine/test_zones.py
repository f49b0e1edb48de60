"""Connected zones against the labels of scipy."""

import numpy as np
import pytest
from scipy.ndimage import label

from core.features.engine.region import build_region
from core.features.engine.zones import build_zones
from tests.core.features.engine.phantoms import PHANTOMS


@pytest.mark.parametrize("name", ["few levels", "thin", "two sheets"])
def test_zones_have_the_sizes_of_labelled_components(name) -> None:
    levels = PHANTOMS[name].levels
    ranks, sizes = build_zones(region := build_region(levels, {}))

    for rank, level in enumerate(region.gray_levels, 1):
        labels, _ = label(levels == level, np.ones((3, 3, 3)))
        assert sorted(sizes[ranks == rank]) == sorted(np.bincount(labels.ravel())[1:])


def test_branches_that_meet_late_are_one_zone() -> None:
    levels = np.ones((1, 3, 5), np.int32)
    levels[0, :2, 1::2] = 2

    assert sorted(build_zones(build_region(levels, {}))[1]) == [2, 2, 11]


def test_a_corner_connects() -> None:
    assert build_zones(build_region(np.eye(3, dtype=np.int32)[None], {}))[1].tolist() == [3]
