"""Dependence features against pyradiomics."""

import numpy as np
import pytest
from radiomics.gldm import RadiomicsGLDM

from core.features.engine.gldm import gldm_features
from tests.core.features.engine.phantoms import PHANTOMS, require_equal, stock_features


@pytest.mark.parametrize("name", PHANTOMS)
def test_dependence_features_are_those_of_pyradiomics(name) -> None:
    phantom = PHANTOMS[name]

    require_equal(gldm_features(phantom.levels, phantom.settings), stock_features(RadiomicsGLDM, phantom))


def test_a_voxel_depends_on_itself() -> None:
    assert gldm_features(np.ones((1, 1, 1), np.int32), {})["LargeDependenceEmphasis"] == 1
