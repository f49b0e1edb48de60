"""What neighbours say of a voxel, on grids small enough to count by hand."""

import numpy as np

from core.features.engine.region import build_region


def test_every_voxel_of_a_flat_cube_shares_its_level_with_all_its_neighbours() -> None:
    neighbourhood = build_region(np.ones((3, 3, 3), np.int32), {}).neighbourhood

    assert {n: count for n, count in enumerate(neighbourhood.dependence[0]) if count} == {7: 8, 11: 12, 17: 6, 26: 1}


def test_a_voxel_differs_from_the_mean_of_its_neighbours() -> None:
    neighbourhood = build_region(np.array([[[1, 5, 3]]], np.int32), {}).neighbourhood

    assert neighbourhood.difference.tolist() == [4, 2, 3]


def test_a_voxel_alone_counts_but_differs_from_nothing() -> None:
    neighbourhood = build_region(np.array([[[4, 0, 9]]], np.int32), {}).neighbourhood

    assert neighbourhood.dependence[:, 0].tolist() == [1, 1]
    assert neighbourhood.difference.tolist() == [0, 0]
