"""Features of a case by the engine, by pyradiomics where the engine does not know them, and what is refused."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import EmptyMask, ImageContent, SettingError
from core.features import stock
from core.features.extract import extract_features
from core.features.params import ExtractionParams, read_params
from core.features.stock import measure_by_pyradiomics
from core.imaging.geometry import crop_mask, crop_volume, refine_mask, upsample_cubic
from core.imaging.nifti import read_mask, read_volume
from core.values import Case, FeatureTable, Mask, Volume

REAL = [
    ("brain_2d_thick/pyradiomics_brain1", 1),
    ("brain_2d_thick/pyradiomics_breast1", 1),
    ("abdomen_other/totalseg_example_mr", 5),
]
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def params() -> ExtractionParams:
    return read_params()


@pytest.fixture(scope="module")
def unknown_to_the_engine() -> ExtractionParams:
    content = read_params().content
    settings = {**content["setting"], "weightingNorm": "euclidean"}
    return ExtractionParams({**content, "imageType": {"Original": {}}, "setting": settings}, "digest")


def require_parity(ours: FeatureTable, theirs: Mapping[str, float]) -> None:
    """The same names in the same order; equal to rounding, and for LoG to what its recursive filter leaves."""
    assert list(ours.names) == list(theirs)
    for name, value in ours.values.iloc[0].items():
        tolerance = 1e-4 if str(name).startswith("log") else 1e-9
        assert value == pytest.approx(theirs[str(name)], rel=tolerance, abs=1e-12), name


def test_features_are_those_of_pyradiomics(case, params: ExtractionParams) -> None:
    require_parity(extract_features(case, params), measure_by_pyradiomics(case, params))


def test_features_of_a_finer_region_are_those_of_pyradiomics(case, params: ExtractionParams) -> None:
    finer = Case("case", upsample_cubic(case.volume), refine_mask(case.mask))

    ours = extract_features(finer, params, reference=case.volume)

    require_parity(ours, measure_by_pyradiomics(finer, params, case.volume))


@pytest.mark.parametrize(("name", "label"), REAL)
def test_features_of_real_images_are_those_of_pyradiomics(real_images: Path, params, name: str, label: int) -> None:
    volume, mask = real_images / f"{name}.nii.gz", real_images / "masks" / f"{name}.nii.gz"
    if not volume.exists():
        pytest.skip(f"{name} is not there")
    read = read_volume(volume)
    case = Case("x", read, read_mask(mask, read, label))

    require_parity(extract_features(case, params), measure_by_pyradiomics(case, params))


def test_there_are_1130_features(case, params: ExtractionParams) -> None:
    table = extract_features(case, params)

    assert len(table.names) == 14 + 93 * 12
    assert table.params_digest == params.digest


def test_threads_change_no_value(case, params: ExtractionParams) -> None:
    assert extract_features(case, params, workers=2).values.equals(extract_features(case, params).values)


def test_the_engine_signs_what_it_measured(case, params: ExtractionParams) -> None:
    table = extract_features(case, params)

    assert list(table.versions) == ["HepaSR engine", "numba", "PyWavelets", "numpy"]
    assert not table.note


def test_what_the_engine_does_not_know_is_measured_by_pyradiomics_and_says_so(case, unknown_to_the_engine) -> None:
    table = extract_features(case, unknown_to_the_engine)

    assert "pyradiomics-bhklab" in table.versions
    assert table.note.endswith("because weightingNorm came as euclidean")
    assert table.row("case").to_dict() == measure_by_pyradiomics(case, unknown_to_the_engine)


def test_without_pyradiomics_what_the_engine_does_not_know_is_refused(
    case, unknown_to_the_engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "is_installed", lambda: False)

    with pytest.raises(SettingError, match="which is not installed here, but weightingNorm came as euclidean"):
        extract_features(case, unknown_to_the_engine)


def test_the_engine_measures_without_loading_pyradiomics_or_itk() -> None:
    code = "import sys, core.features.extract; sys.exit(bool({'radiomics', 'SimpleITK'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


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


def test_a_mask_of_a_few_voxels_is_refused(case, params: ExtractionParams) -> None:
    data = np.zeros(case.mask.shape, bool)
    data[10:12, 10:12, 6] = True

    with pytest.raises(ImageContent, match="at least 27 voxels in 3 dimensions, but it marks 4 in a box of 2×2×1"):
        extract_features(replace(case, mask=Mask(data, case.mask.affine)), params)


def test_an_empty_mask_never_becomes_a_case(case) -> None:
    with pytest.raises(EmptyMask):
        replace(case, mask=Mask(np.zeros(case.mask.shape, bool), case.mask.affine))
