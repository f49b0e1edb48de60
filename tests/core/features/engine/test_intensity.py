import numpy as np
import pytest
import SimpleITK as sitk
from radiomics.imageoperations import normalizeImage

from core.features.engine.intensity import read_intensities
from core.features.stock import normalise_by
from core.values import Volume

SETTINGS = {"normalize": True, "normalizeScale": 100, "removeOutliers": 2}


@pytest.fixture
def volume() -> Volume:
    return Volume(np.random.default_rng(9).gamma(4, 30, (20, 18, 11)), np.eye(4))


@pytest.mark.parametrize("settings", [SETTINGS, {"normalize": True}])
def test_a_volume_is_normalised_as_pyradiomics_does(volume: Volume, settings) -> None:
    theirs = sitk.GetArrayFromImage(normalizeImage(sitk.GetImageFromArray(volume.data), **settings))

    ours = read_intensities(volume, settings)[...]

    assert ours.dtype == theirs.dtype
    assert np.allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_another_volume_normalises_as_in_the_extraction_by_pyradiomics(volume: Volume) -> None:
    box = Volume(volume.data[3:9], np.eye(4))

    ours = read_intensities(box, SETTINGS, reference=volume)[...]

    assert (ours == normalise_by(box, volume, SETTINGS).data).all()


def test_the_peak_is_that_of_the_whole_volume(volume: Volume) -> None:
    intensities = read_intensities(volume, {"normalize": True})

    assert intensities.peak == np.abs(intensities[...]).max()


def test_without_normalisation_intensities_stay_as_they_are(volume: Volume) -> None:
    place = (slice(2, 5), 3, slice(None))

    assert (read_intensities(volume, {"normalize": False})[place] == volume.data[place]).all()


def test_a_flat_volume_is_centred_and_not_divided_by_nothing() -> None:
    flat = Volume(np.full((3, 3, 3), 7.0), np.eye(4))

    assert (read_intensities(flat, SETTINGS)[...] == 0).all()
