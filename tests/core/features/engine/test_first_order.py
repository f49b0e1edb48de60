"""First-order features against pyradiomics and by hand."""

import numpy as np
import pytest
from radiomics.firstorder import RadiomicsFirstOrder

from core.features.engine.bins import bin_region
from core.features.engine.first_order import first_order_features
from tests.core.features.engine.phantoms import PHANTOMS, SPACING, Phantom, require_equal, stock_features


def measured(phantom: Phantom) -> dict[str, float]:
    bins = bin_region(phantom.values, phantom.settings)
    return first_order_features(phantom.values.astype(float), bins, float(np.prod(SPACING)), phantom.settings)


@pytest.mark.parametrize("name", PHANTOMS)
def test_first_order_features_are_those_of_pyradiomics(name) -> None:
    require_equal(measured(PHANTOMS[name]), stock_features(RadiomicsFirstOrder, PHANTOMS[name]))


def test_the_shift_of_intensities_enters_the_energies_as_in_pyradiomics() -> None:
    phantom = Phantom(PHANTOMS["holes"].image, PHANTOMS["holes"].mask, {"voxelArrayShift": 300})

    require_equal(measured(phantom), stock_features(RadiomicsFirstOrder, phantom))


def test_one_voxel_is_its_own_mean_and_spreads_nowhere() -> None:
    features = measured(Phantom(np.full((1, 1, 1), 7.0), np.ones((1, 1, 1), bool)))

    assert (features["Mean"], features["Variance"], features["Skewness"], features["Uniformity"]) == (7, 0, 0, 1)


@pytest.mark.parametrize("n", [1, 2, 5, 11, 100])
def test_percentiles_are_those_of_numpy_to_the_bit(n) -> None:
    values = np.random.default_rng(n).normal(size=n)
    features = first_order_features(values, bin_region(values, {}), 1.0, {})

    named = [features[name] for name in ("10Percentile", "Median", "90Percentile")]
    assert named == np.percentile(values, [10, 50, 90]).tolist()
