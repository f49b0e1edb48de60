from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from radiomics.featureextractor import RadiomicsFeatureExtractor

from core.errors import EmptyMask, ImageContent
from core.features.extract import extract_features, normalise_by
from core.features.params import DEFAULT_PARAMS, ExtractionParams, read_params
from core.imaging.geometry import crop_mask, crop_volume
from core.imaging.nifti import read_mask, read_volume, write_volume
from core.values import Case, Mask, Volume

REAL = [
    ("brain_2d_thick/pyradiomics_brain1", 1),
    ("abdomen_other/totalseg_example_mr", 5),
]


@pytest.fixture(scope="module")
def params() -> ExtractionParams:
    return read_params()


def extract_by_library(volume: Path, mask: Path, label: int = 1) -> dict[str, float]:
    """Plain pyradiomics on the files, with the same parameter file."""
    extractor = RadiomicsFeatureExtractor(str(DEFAULT_PARAMS))
    values = extractor.execute(str(volume), str(mask), label=label)
    return {name: float(value) for name, value in values.items() if not name.startswith("diagnostics")}


def assert_equal(ours: dict[str, float], theirs: dict[str, float]) -> None:
    names = sorted(theirs)
    assert sorted(ours) == names
    assert np.allclose([ours[n] for n in names], [theirs[n] for n in names], rtol=1e-6, atol=0)


def test_native_features_are_those_of_pyradiomics_on_the_files(case, params: ExtractionParams, tmp_path: Path) -> None:
    write_volume(case.volume, tmp_path / "v.nii.gz")
    write_volume(Volume(case.mask.data, case.mask.affine), tmp_path / "m.nii.gz")

    ours = extract_features(case, params).row("case").to_dict()

    assert_equal(ours, extract_by_library(tmp_path / "v.nii.gz", tmp_path / "m.nii.gz"))


@pytest.mark.parametrize(("name", "label"), REAL)
def test_on_real_images_too(real_images: Path, params: ExtractionParams, name: str, label: int) -> None:
    volume, mask = real_images / f"{name}.nii.gz", real_images / "masks" / f"{name}.nii.gz"
    if not volume.exists():
        pytest.skip(f"{name} is not there")
    read = read_volume(volume)

    ours = extract_features(Case("x", read, read_mask(mask, read, label)), params).row("x").to_dict()

    assert_equal(ours, extract_by_library(volume, mask, label))


def test_there_are_1130_features(case, params: ExtractionParams) -> None:
    table = extract_features(case, params)

    assert len(table.names) == 14 + 93 * 12
    assert table.params_digest == params.digest


def test_a_box_normalised_by_the_whole_volume_measures_the_same(case, params: ExtractionParams) -> None:
    region = (slice(2, 22), slice(1, 21), slice(0, 14))
    box = Case("case", crop_volume(case.volume, region), crop_mask(case.mask, region))

    whole = extract_features(case, params).row("case").filter(like="original")
    part = extract_features(box, params, reference=case.volume).row("case").filter(like="original")

    assert np.allclose(part, whole, rtol=1e-3)


def test_intensities_may_have_any_offset_and_gain(case, params: ExtractionParams) -> None:
    other = replace(case, volume=Volume(4 * case.volume.data + 7, case.volume.affine))
    names = ["original_glcm_Contrast", "original_firstorder_Mean"]

    one, two = (extract_features(c, params).row("case")[names] for c in (case, other))

    assert np.allclose(one, two, rtol=2e-2)


def test_normalisation_clips_at_three_standard_deviations(case) -> None:
    spiked = case.volume.data.copy()
    spiked[0, 0, 0] = 1e6

    score = normalise_by(Volume(spiked, case.volume.affine), case.volume, {"normalizeScale": 100, "removeOutliers": 3})

    assert score.data.max() == 300.0


def test_a_mask_of_a_few_voxels_is_refused(case, params: ExtractionParams) -> None:
    data = np.zeros(case.mask.shape, bool)
    data[10:12, 10:12, 6] = True

    with pytest.raises(ImageContent, match="at least 27 voxels in 3 dimensions, but it marks 4 in a box of 2×2×1"):
        extract_features(replace(case, mask=Mask(data, case.mask.affine)), params)


def test_an_empty_mask_never_becomes_a_case(case) -> None:
    with pytest.raises(EmptyMask):
        replace(case, mask=Mask(np.zeros(case.mask.shape, bool), case.mask.affine))


def test_an_imaginary_part_of_rounding_size_is_dropped_without_a_warning(
    case, params: ExtractionParams, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"diagnostics_x": "y", "original_glcm_MCC": np.array(0.5 + 1e-17j)}
    monkeypatch.setattr(RadiomicsFeatureExtractor, "execute", lambda *_args, **_named: values)

    assert extract_features(case, params).values.to_numpy() == [[0.5]]
