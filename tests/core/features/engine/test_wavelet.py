import numpy as np
import pytest
import SimpleITK as sitk
from radiomics.imageoperations import getWaveletImage

from core.features.engine.crop import wrap_positions
from core.features.engine.wavelet import wavelet_bands, wavelet_reach

REGIONS = (
    (slice(9, 12), slice(8, 10), slice(8, 9)),
    (slice(0, 4), slice(16, 20), slice(14, 17)),
    (slice(0, 23), slice(1, 20), slice(3, 4)),
)


def bands_by_library(image: np.ndarray) -> dict[str, np.ndarray]:
    source = sitk.GetImageFromArray(image.transpose(2, 1, 0))
    found = getWaveletImage(source, None, wavelet="coif1")
    return {name[8:]: sitk.GetArrayFromImage(band).transpose(2, 1, 0) for band, name, _ in found}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_bands_of_a_crop_are_to_the_bit_those_of_the_whole(region, precision: type) -> None:
    image = np.random.default_rng(2).normal(0, 90, (23, 20, 17)).astype(precision)
    theirs = bands_by_library(image)

    axes = [wrap_positions(s, wavelet_reach("coif1"), n) for s, n in zip(region, image.shape, strict=True)]
    ours = wavelet_bands(image[np.ix_(*(near for near, _ in axes))], "coif1")

    assert list(ours) == list(theirs)
    assert all((ours[name][tuple(part for _, part in axes)] == theirs[name][region]).all() for name in ours)
