import numpy as np
import pytest
import SimpleITK as sitk
from radiomics.shape import RadiomicsShape

from core.features.engine.shape import shape_features

SPACING = (0.8, 1.3, 2.1)


def shape_by_library(mask: np.ndarray) -> dict[str, float]:
    image = sitk.GetImageFromArray(mask.transpose(2, 1, 0).astype(np.uint8))
    image.SetSpacing(SPACING)
    return {name: float(value) for name, value in RadiomicsShape(image, image, label=1).execute().items()}


@pytest.fixture
def ellipsoid() -> np.ndarray:
    grid = np.stack(np.meshgrid(*[np.arange(-n, n + 1) for n in (7, 5, 3)], indexing="ij"))
    return ((grid / np.array([7.2, 5.1, 3.3])[:, None, None, None]) ** 2).sum(0) < 1


def test_shape_features_are_those_of_pyradiomics_in_its_order(ellipsoid: np.ndarray) -> None:
    ours, theirs = shape_features(ellipsoid, SPACING), shape_by_library(ellipsoid)

    assert list(ours) == list(theirs)
    assert np.allclose(list(ours.values()), list(theirs.values()), rtol=1e-12, atol=0)


def test_empty_voxels_around_a_region_change_nothing(ellipsoid: np.ndarray) -> None:
    assert shape_features(np.pad(ellipsoid, ((3, 1), (0, 2), (5, 0))), SPACING) == pytest.approx(
        shape_features(ellipsoid, SPACING), rel=1e-12
    )


def test_a_ball_is_nearly_as_round_as_can_be() -> None:
    grid = np.stack(np.meshgrid(*[np.arange(-20, 21)] * 3, indexing="ij"))

    features = shape_features((grid**2).sum(0) < 19.5**2, (1.0, 1.0, 1.0))

    assert features["MeshVolume"] == pytest.approx(4 / 3 * np.pi * 19.5**3, rel=0.01)
    assert 0.9 < features["Sphericity"] < 1
    assert features["Elongation"] == pytest.approx(1)


def test_a_flat_region_has_no_least_axis() -> None:
    assert shape_features(np.ones((4, 3, 1), bool), SPACING)["LeastAxisLength"] == 0
