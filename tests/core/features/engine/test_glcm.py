"""Co-occurrence features against pyradiomics, and where they have no value."""

import numpy as np
import pytest
from radiomics.glcm import RadiomicsGLCM

from core.features.engine.glcm import glcm_features
from tests.core.features.engine.phantoms import PHANTOMS, require_equal, stock_features


@pytest.mark.parametrize("name", PHANTOMS)
def test_co_occurrence_features_are_those_of_pyradiomics(name) -> None:
    phantom = PHANTOMS[name]

    require_equal(glcm_features(phantom.levels, phantom.settings), stock_features(RadiomicsGLCM, phantom))


def test_a_flat_region_correlates_fully_with_itself() -> None:
    features = glcm_features(np.ones((3, 3, 3), np.int32), {})

    assert features["Correlation"] == features["MCC"] == features["JointEnergy"] == 1


def test_a_voxel_alone_has_no_co_occurrence() -> None:
    assert np.isnan(glcm_features(np.ones((1, 1, 1), np.int32), {})["Contrast"])


def test_rare_levels_side_by_side_keep_the_maximal_correlation_of_pyradiomics() -> None:
    levels = PHANTOMS["holes"].levels
    levels[:] = np.where(levels > 0, levels % 3 + 1, 0)
    levels[0, 5, 4], levels[0, 5, 5] = 30, 33
    phantom = type(PHANTOMS["holes"])(levels.astype(np.float32), levels > 0, {"binWidth": 1})

    require_equal(glcm_features(phantom.levels, {}), stock_features(RadiomicsGLCM, phantom))
