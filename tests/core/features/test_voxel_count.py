"""A texture and its mirror image beside it: twice the voxels, the same statistics."""

import numpy as np
import pandas as pd
import pytest

from core.features.extract import extract_features
from core.features.params import ExtractionParams
from core.features.voxel_count import VOXEL_COUNT, voxel_growth
from core.values import Case, Mask, Volume

CLASSES = ("firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm")
PARAMS = ExtractionParams(
    {"imageType": {"Original": {}}, "featureClass": dict.fromkeys(CLASSES), "setting": {"binWidth": 10}}, "p"
)


def measure(texture: np.ndarray) -> pd.Series:
    """Features of a texture that fills its region, in a rim of empty space."""
    image, affine = np.pad(texture, 2), np.diag([1.0, 1.0, 2.0, 1.0])
    mask = np.pad(np.ones(texture.shape, bool), 2)
    return extract_features(Case("x", Volume(image, affine), Mask(mask, affine)), PARAMS).row("x")


@pytest.fixture(scope="module")
def growth() -> pd.Series:
    """How many times larger each feature is over twice the region."""
    noise = np.random.default_rng(4).gamma(3, 15, (24, 24, 24))
    texture = noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1) + np.roll(noise, 1, 2)
    return measure(np.concatenate([texture, texture[::-1]])) / measure(texture)


@pytest.mark.parametrize("feature", VOXEL_COUNT)
def test_a_listed_feature_grows_as_its_formula_says(growth: pd.Series, feature: str) -> None:
    assert growth[f"original_{feature}"] == pytest.approx(2.0 ** VOXEL_COUNT[feature].power, rel=0.1)


def test_no_other_feature_comes_near_doubling_or_halving(growth: pd.Series) -> None:
    others = growth[[name for name in growth.index if not voxel_growth(name)]]

    assert len(others) == 93 - len(VOXEL_COUNT)
    assert others[np.log2(others).abs() > 0.4].to_dict() == {}


def test_a_feature_is_listed_in_every_image() -> None:
    images = ("original", "log-sigma-1-0-mm-3D", "wavelet-LLH")

    assert [voxel_growth(f"{image}_firstorder_Energy") for image in images] == [1, 1, 1]


def test_shape_is_not_listed() -> None:
    assert voxel_growth("original_shape_VoxelVolume") == 0
