"""Size-zone features against pyradiomics."""

import numpy as np
import pytest
from radiomics.glszm import RadiomicsGLSZM

from core.features.engine.glszm import glszm_features
from tests.core.features.engine.phantoms import PHANTOMS, require_equal, stock_features


@pytest.mark.parametrize("name", PHANTOMS)
def test_zone_features_are_those_of_pyradiomics(name) -> None:
    phantom = PHANTOMS[name]

    require_equal(glszm_features(phantom.levels, phantom.settings), stock_features(RadiomicsGLSZM, phantom))


def test_a_flat_region_is_one_zone() -> None:
    assert glszm_features(np.ones((2, 3, 4), np.int32), {})["ZonePercentage"] == pytest.approx(1 / 24)


def test_a_voxel_alone_is_one_zone() -> None:
    assert glszm_features(np.ones((1, 1, 1), np.int32), {})["LargeAreaEmphasis"] == 1
