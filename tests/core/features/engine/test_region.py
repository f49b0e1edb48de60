"""The layout in which a neighbour is one addition away."""

import numpy as np
import pytest

from core.features.engine.region import build_directions, build_region

LEVELS = np.zeros((3, 4, 5), np.int32)
LEVELS[1, 2, 3], LEVELS[2, 3, 4], LEVELS[0, 0, 0] = 2, 7, 7


@pytest.mark.parametrize("distances", [[1], [2], [1, 3]])
def test_one_step_from_a_voxel_stands_its_neighbour(distances) -> None:
    region = build_region(LEVELS, {"distances": distances})
    voxel = np.ravel_multi_index(np.array([1, 2, 3]) + max(distances), region.shape)

    neighbours = np.array([1, 2, 3]) + max(distances) + build_directions(distances)

    np.testing.assert_array_equal(voxel + region.steps, np.ravel_multi_index(neighbours.T, region.shape))


def test_levels_are_ranked_among_those_present() -> None:
    region = build_region(LEVELS, {})

    assert region.gray_levels.tolist() == [2, 7]
    assert region.ranks[region.positions].tolist() == [2, 1, 2]


def test_a_step_over_the_side_ends_in_the_margin() -> None:
    region = build_region(np.ones((2, 2, 2), np.int32), {"distances": [2]})

    assert not region.ranks[region.positions[:, None] + region.steps].any()


def test_steps_lead_to_later_voxels_only() -> None:
    assert (build_region(LEVELS, {"distances": [1, 2]}).steps > 0).all()


def test_a_region_is_passed_through() -> None:
    region = build_region(LEVELS, {})

    assert build_region(region, {}) is region
