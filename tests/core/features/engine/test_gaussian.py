import numpy as np
import pytest
import SimpleITK as sitk

from core.features.engine.gaussian import laplacian_of_gaussian

SPACING = (0.7, 1.1, 2.9)


def laplacian_by_itk(image: np.ndarray, sigma_mm: float) -> np.ndarray:
    source = sitk.GetImageFromArray(image.transpose(2, 1, 0))
    source.SetSpacing(SPACING)
    log = sitk.LaplacianRecursiveGaussianImageFilter()
    log.SetNormalizeAcrossScale(True)
    log.SetSigma(sigma_mm)
    return sitk.GetArrayFromImage(log.Execute(source)).transpose(2, 1, 0)


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(8).normal(0, 100, (40, 33, 12)).astype(np.float32)


@pytest.mark.parametrize("sigma_mm", [0.5, 1.0, 3.0])
def test_it_is_the_filter_of_itk_to_the_rounding_of_single_precision(image: np.ndarray, sigma_mm: float) -> None:
    theirs = laplacian_by_itk(image, sigma_mm)

    ours = laplacian_of_gaussian(image, SPACING, sigma_mm)

    assert ours.dtype == theirs.dtype
    assert np.abs(ours - theirs).max() < 2e-6 * theirs.std()


def test_a_part_is_what_the_whole_holds_there(image: np.ndarray) -> None:
    part = (slice(3, 9), slice(20, 33), slice(5, 7))

    whole = laplacian_of_gaussian(image, SPACING, 2.0)

    assert np.allclose(laplacian_of_gaussian(image, SPACING, 2.0, part), whole[part], rtol=1e-5, atol=1e-5)


def test_a_paraboloid_curves_by_two_sigma_squared_along_each_axis() -> None:
    grid = np.meshgrid(*[np.arange(-60, 61) * 0.5] * 3, indexing="ij")
    image = sum(axis**2 for axis in grid).astype(np.float32)

    result = laplacian_of_gaussian(image, (0.5, 0.5, 0.5), 1.5, (slice(60, 61),) * 3)

    assert result.item() == pytest.approx(3 * 2 * 1.5**2, rel=1e-3)


def test_a_constant_curves_nowhere() -> None:
    image = np.full((9, 8, 7), 250.0, np.float32)

    assert np.abs(laplacian_of_gaussian(image, SPACING, 2.0)).max() < 1e-9
