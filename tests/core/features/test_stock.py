"""pyradiomics on a Case gives what pyradiomics gives on the same files."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from radiomics.featureextractor import RadiomicsFeatureExtractor

from core.errors import ImageContent, SettingError
from core.features import stock
from core.features.params import DEFAULT_PARAMS, ExtractionParams, read_params
from core.features.stock import measure_by_pyradiomics, normalise_by
from core.imaging.nifti import read_mask, read_volume, write_volume
from core.values import Case, Mask, Volume

REAL = [
    ("brain_2d_thick/pyradiomics_brain1", 1),
    ("abdomen_other/totalseg_example_mr", 5),
]


@pytest.fixture(scope="module")
def params() -> ExtractionParams:
    return read_params()


def measure_files(volume: Path, mask: Path, label: int = 1) -> dict[str, float]:
    """Plain pyradiomics on the files, with the same parameter file."""
    extractor = RadiomicsFeatureExtractor(str(DEFAULT_PARAMS))
    values = extractor.execute(str(volume), str(mask), label=label)
    return {name: float(value) for name, value in values.items() if not name.startswith("diagnostics")}


def require_equal(ours: dict[str, float], theirs: dict[str, float]) -> None:
    assert list(ours) == list(theirs)
    np.testing.assert_allclose(list(ours.values()), list(theirs.values()), rtol=1e-6, atol=0)


def test_a_case_measures_as_its_files_do(case, params: ExtractionParams, tmp_path: Path) -> None:
    write_volume(case.volume, tmp_path / "v.nii.gz")
    write_volume(Volume(case.mask.data, case.mask.affine), tmp_path / "m.nii.gz")

    ours = measure_by_pyradiomics(case, params)

    require_equal(ours, measure_files(tmp_path / "v.nii.gz", tmp_path / "m.nii.gz"))


@pytest.mark.parametrize(("name", "label"), REAL)
def test_real_images_too(real_images: Path, params: ExtractionParams, name: str, label: int) -> None:
    volume, mask = real_images / f"{name}.nii.gz", real_images / "masks" / f"{name}.nii.gz"
    if not volume.exists():
        pytest.skip(f"{name} is not there")
    read = read_volume(volume)

    ours = measure_by_pyradiomics(Case("x", read, read_mask(mask, read, label)), params)

    require_equal(ours, measure_files(volume, mask, label))


def test_normalisation_clips_at_three_standard_deviations(case) -> None:
    spiked = case.volume.data.copy()
    spiked[0, 0, 0] = 1e6

    score = normalise_by(Volume(spiked, case.volume.affine), case.volume, {"normalizeScale": 100, "removeOutliers": 3})

    assert score.data.max() == 300.0


def test_what_pyradiomics_refuses_is_said_in_a_sentence(case, params: ExtractionParams) -> None:
    flat = np.zeros(case.mask.shape, bool)
    flat[8:14, 8:14, 6] = True

    with pytest.raises(ImageContent, match="pyradiomics refused it"):
        measure_by_pyradiomics(replace(case, mask=Mask(flat, case.mask.affine)), params)


def test_an_image_type_that_pyradiomics_leaves_out_is_missed(case, params, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RadiomicsFeatureExtractor, "execute", lambda *_args, **_named: {"original_glcm_Contrast": 1.0})

    with pytest.raises(SettingError, match="left out LoG, Wavelet"):
        measure_by_pyradiomics(case, params)


def test_without_pyradiomics_it_says_what_to_install(case, params, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "is_installed", lambda: False)

    with pytest.raises(SettingError, match="must be installed to measure by it, but it is not: install a C compiler"):
        measure_by_pyradiomics(case, params)


def test_an_imaginary_part_of_rounding_size_is_dropped_without_a_warning(
    case, params: ExtractionParams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "_require_all", lambda *_given: None)
    values = {"diagnostics_x": "y", "original_glcm_MCC": np.array(0.5 + 1e-17j)}
    monkeypatch.setattr(RadiomicsFeatureExtractor, "execute", lambda *_args, **_named: values)

    assert measure_by_pyradiomics(case, params) == {"original_glcm_MCC": 0.5}
