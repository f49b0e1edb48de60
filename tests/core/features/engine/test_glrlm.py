"""Run-length features against pyradiomics, and which directions count."""

import numpy as np
import pytest
from radiomics.glrlm import RadiomicsGLRLM

from core.features.engine.glrlm import glrlm_features
from tests.core.features.engine.phantoms import PHANTOMS, require_equal, stock_features


@pytest.mark.parametrize("name", PHANTOMS)
def test_run_features_are_those_of_pyradiomics(name) -> None:
    phantom = PHANTOMS[name]

    require_equal(glrlm_features(phantom.levels, phantom.settings), stock_features(RadiomicsGLRLM, phantom))


def test_a_gap_ends_a_run() -> None:
    assert glrlm_features(np.array([[[3, 3, 0, 3, 3]]], np.int32), {})["LongRunEmphasis"] == 4


def test_a_direction_without_two_voxels_on_a_line_is_left_out() -> None:
    assert glrlm_features(np.array([[[3, 3, 3]]], np.int32), {})["RunPercentage"] == pytest.approx(1 / 3)


def test_two_voxels_apart_on_one_line_keep_its_direction() -> None:
    assert glrlm_features(np.array([[[3, 0, 5]]], np.int32), {})["RunPercentage"] == 1


def test_voxels_on_no_common_line_have_no_runs() -> None:
    levels = np.zeros((2, 3, 4), np.int32)
    levels[0, 0, 0] = levels[1, 2, 3] = 1

    assert np.isnan(glrlm_features(levels, {})["RunPercentage"])
