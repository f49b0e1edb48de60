"""Gray tone differences against pyradiomics, and where nothing differs."""

import numpy as np
import pytest
from radiomics.ngtdm import RadiomicsNGTDM

from core.features.engine.ngtdm import UNIFORM_COARSENESS, ngtdm_features
from core.features.engine.region import build_region
from tests.core.features.engine.phantoms import PHANTOMS, require_equal, stock_features


@pytest.mark.parametrize("name", PHANTOMS)
def test_difference_features_are_those_of_pyradiomics(name) -> None:
    phantom = PHANTOMS[name]

    require_equal(ngtdm_features(phantom.levels, phantom.settings), stock_features(RadiomicsNGTDM, phantom))


def test_a_flat_region_is_as_coarse_as_can_be_and_nothing_else() -> None:
    features = ngtdm_features(np.ones((3, 3, 3), np.int32), {})

    assert features.pop("Coarseness") == UNIFORM_COARSENESS
    assert set(features.values()) == {0}


def test_a_region_built_once_gives_what_its_levels_give() -> None:
    levels = PHANTOMS["holes"].levels

    assert ngtdm_features(build_region(levels, {}), {}) == ngtdm_features(levels, {})
