import numpy as np
import pytest
from radiomics import cShape
from scipy.spatial.distance import pdist

from core.features.engine.diameter import crossings, measure_diameters

SPACING = np.array([0.8, 1.3, 2.1])


@pytest.mark.parametrize("density", [0.02, 0.2, 0.6])
def test_diameters_of_any_mask_are_those_of_pyradiomics(density: float) -> None:
    mask = np.pad(np.random.default_rng(3).random((7, 9, 6)) < density, 1)

    theirs = cShape.calculate_coefficients(mask.transpose(2, 1, 0).copy(), SPACING[::-1].copy())[2]

    assert np.allclose(measure_diameters(mask, SPACING), theirs, rtol=1e-12, atol=0)


def test_the_longest_diameter_is_that_of_all_pairs_of_crossings() -> None:
    mask = np.pad(np.random.default_rng(4).random((5, 5, 5)) < 0.3, 1)

    assert measure_diameters(mask, SPACING)[3] == pytest.approx(pdist(crossings(mask) * SPACING / 2).max())


def test_one_voxel_is_as_wide_as_its_spacing() -> None:
    mask = np.pad(np.ones((1, 1, 1), bool), 1)

    assert measure_diameters(mask, SPACING) == pytest.approx((1.3, 2.1, 2.1, 2.1))
