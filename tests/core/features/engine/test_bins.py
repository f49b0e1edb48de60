"""Gray levels are those of pyradiomics, to the last voxel on an edge."""

import numpy as np
import pytest
from radiomics.imageoperations import binImage

from core.features.engine.bins import bin_region

SETTINGS = [{}, {"binWidth": 5}, {"binWidth": 0.1}, {"binWidth": 7.3}, {"binCount": 16}]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
@pytest.mark.parametrize("seed", range(3))
def test_levels_and_edges_are_those_of_pyradiomics(settings, precision, seed) -> None:
    values = (np.random.default_rng(seed).normal(7, 20, 4000).round(1)).astype(precision)

    bins = bin_region(values, settings)

    levels, edges = binImage(values, (np.arange(4000),), **settings)
    np.testing.assert_array_equal(bins.levels, levels)
    np.testing.assert_array_equal(bins.edges, edges)


def test_a_value_on_an_edge_belongs_to_the_bin_above() -> None:
    assert bin_region(np.array([49.0, 50.0, 74.0, 75.0]), {"binWidth": 25}).levels.tolist() == [1, 2, 2, 3]


def test_a_flat_region_has_one_level() -> None:
    assert set(bin_region(np.full(9, 3.0), {"binWidth": 5}).levels) == {1}


def test_an_outlier_takes_a_level_far_away_and_moves_no_other() -> None:
    values = np.array([1.0, 12.0, 1e6])

    assert bin_region(values, {"binWidth": 5}).levels.tolist() == [1, 3, 200001]
