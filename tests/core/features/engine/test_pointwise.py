import numpy as np
import pytest
import SimpleITK as sitk
from radiomics import imageoperations

from core.features.engine.images import POINTWISE
from core.features.engine.pointwise import gradient_magnitude

SPACING = (0.7, 1.1, 2.9)


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(6).normal(20, 90, (9, 8, 7)).astype(np.float32)


def filtered_by_library(image: np.ndarray, image_type: str, **settings: bool) -> np.ndarray:
    source = sitk.GetImageFromArray(image.transpose(2, 1, 0))
    source.SetSpacing(SPACING)
    result, _, _ = next(getattr(imageoperations, f"get{image_type}Image")(source, None, **settings))
    return sitk.GetArrayFromImage(result).transpose(2, 1, 0)


@pytest.mark.parametrize("image_type", POINTWISE)
def test_a_pointwise_filter_is_that_of_pyradiomics(image: np.ndarray, image_type: str) -> None:
    ours = POINTWISE[image_type](image, float(np.abs(image).max()))

    assert np.allclose(ours, filtered_by_library(image, image_type), rtol=1e-14, atol=0)


@pytest.mark.parametrize("per_mm", [True, False])
def test_the_gradient_is_that_of_itk(image: np.ndarray, per_mm: bool) -> None:
    theirs = filtered_by_library(image, "Gradient", gradientUseSpacing=per_mm)

    assert (gradient_magnitude(image, SPACING if per_mm else (1, 1, 1)) == theirs).all()
