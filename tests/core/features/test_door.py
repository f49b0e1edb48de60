"""Who is let in, who is warned, who is turned away; and what is known of the features before any is measured."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk
from radiomics import getFeatureClasses, imageoperations

from core.errors import ImageContent, SettingError
from core.features.door import (
    CLASS_SIZES,
    MOST_LEVELS,
    check_measurable,
    predict_features,
    predict_gray_levels,
    require_gray_levels,
    require_measurable,
)
from core.features.params import ExtractionParams, read_params
from core.imaging.checks import Check
from core.language import translate
from core.values import Case, Mask, Volume

RAW = {"normalize": False, "binWidth": 25}
COUNTED = {"normalize": False, "binCount": 40}


def make_params(setting: Mapping[str, Any], **image_types: Mapping[str, Any]) -> ExtractionParams:
    classes = dict.fromkeys(CLASS_SIZES)
    return ExtractionParams(
        {"imageType": image_types or {"Original": {}}, "featureClass": classes, "setting": setting}, "p"
    )


def with_data(case: Case, data: np.ndarray) -> Case:
    return replace(case, volume=Volume(data, case.volume.affine))


def with_mask(case: Case, *boxes: tuple[slice, slice, slice]) -> Case:
    data = np.zeros(case.mask.shape, bool)
    for box in boxes:
        data[box] = True
    return replace(case, mask=Mask(data, case.mask.affine))


def with_outlier(case: Case, value: float) -> Case:
    data = case.volume.data.copy()
    data[12, 11, 7] = value
    return with_data(case, data)


def ask(case: Case, params: ExtractionParams, name: str) -> Check:
    return next(check for check in check_measurable(case, params) if check.name == name)


@pytest.mark.parametrize("setting", [RAW, COUNTED, {"normalize": False, "binWidth": 0.7}])
def test_gray_levels_are_those_pyradiomics_bins(case: Case, setting: Mapping[str, Any]) -> None:
    levels, _ = imageoperations.binImage(case.volume.data, case.mask.data, **setting)

    predicted = predict_gray_levels(case, make_params(setting))

    inside = np.unique(levels[case.mask.data])
    assert (predicted.spanned, predicted.occupied) == (inside.max(), len(inside))


def test_gray_levels_of_a_normalised_image_are_those_pyradiomics_bins(case: Case) -> None:
    params = read_params()
    image = imageoperations.normalizeImage(
        sitk.GetImageFromArray(case.volume.data), normalizeScale=100, removeOutliers=3
    )
    levels, _ = imageoperations.binImage(sitk.GetArrayFromImage(image), case.mask.data, binWidth=5)

    assert predict_gray_levels(case, params).spanned == levels[case.mask.data].max()


def test_another_volume_can_set_the_scale(case: Case) -> None:
    louder = with_data(case, 2 * case.volume.data)
    alone, beside = (predict_gray_levels(case, read_params(), reference) for reference in (None, louder.volume))

    assert beside.spanned < alone.spanned


@pytest.mark.parametrize(
    ("setting", "finer"),
    [(RAW, 1.4 * 16), (COUNTED, 40), (read_params().settings, 121)],
    ids=["width", "count", "clip"],
)
def test_the_finer_images_are_expected_to_span_a_little_more(
    case: Case, setting: Mapping[str, Any], finer: float
) -> None:
    assert predict_gray_levels(case, make_params(setting)).finer == int(finer)


def test_bins_of_an_image_type_of_its_own_are_followed(case: Case) -> None:
    params = make_params(RAW, Original={"binWidth": 1})

    assert predict_gray_levels(case, params).width == 1


def test_levels_that_fit_into_no_memory_are_counted_all_the_same(case: Case) -> None:
    assert predict_gray_levels(with_outlier(case, 1e6), make_params(RAW)).spanned == pytest.approx(40_000, rel=0.01)
    assert predict_gray_levels(with_outlier(case, 3e38), make_params(RAW)).occupied < 40


@pytest.mark.parametrize("width", [0, -5, np.nan])
def test_bins_without_a_width_are_refused(case: Case, width: float) -> None:
    with pytest.raises(SettingError, match="must have a width above 0, but binWidth is"):
        predict_gray_levels(case, make_params({"binWidth": width}))


def test_class_sizes_are_those_of_pyradiomics() -> None:
    classes = getFeatureClasses()
    active = {name: sum(not old for old in classes[name].getFeatureNames().values()) for name in CLASS_SIZES}

    assert active == CLASS_SIZES


def test_named_features_and_filters_are_counted() -> None:
    content = {
        "imageType": {"Original": {}, "LoG": {"sigma": [1.0, 2.0]}, "Wavelet": None},
        "featureClass": {"shape": ["MeshVolume"], "glcm": ["Contrast", "Id"], "ngtdm": None},
        "setting": {},
    }

    assert predict_features(ExtractionParams(content, "p")).total == 1 + (2 + 5) * (1 + 2 + 8)


def test_an_unknown_feature_class_is_refused_by_name() -> None:
    content = {"imageType": {"Original": {}}, "featureClass": {"glcn": None}, "setting": {}}

    with pytest.raises(SettingError, match="but glcn is not"):
        predict_features(ExtractionParams(content, "p"))


def test_the_number_of_features_is_said(case: Case) -> None:
    assert ask(case, read_params(), "features").detail.startswith("1,130 features in each arm: 14 of shape")


def test_a_good_case_is_let_in_with_its_checks(case: Case) -> None:
    checks = require_measurable(case, read_params())

    assert {check.status for check in checks} == {"pass"}


BLOCK = (slice(6, 18), slice(6, 16), slice(3, 11))
WARNED = {
    "a z-scored image with wide bins": (
        lambda case: with_data(case, (case.volume.data - 160) / 12),
        RAW,
        "gray_levels",
        "at least 16 grey levels, but the region has 2: as extraction reads them",
    ),
    "narrow bins": (lambda case: case, {"binWidth": 1}, "gray_levels", "at most 128 grey levels, but the region spans"),
    "an outlier that stretches the scale": (
        lambda case: with_outlier(case, 1e6),
        read_params().settings,
        "gray_levels",
        "look for outliers",
    ),
    "two pieces": (
        lambda case: with_mask(case, BLOCK, (slice(20, 22), slice(6, 16), slice(3, 11))),
        RAW,
        "mask_pieces",
        "2 separate pieces",
    ),
    "a cut region": (lambda case: with_mask(case, (slice(0, 9), *BLOCK[1:])), RAW, "mask_border", "border along i"),
}


@pytest.mark.parametrize("name", WARNED)
def test_a_doubtful_case_is_let_in_with_a_warning(case: Case, name: str) -> None:
    spoil, setting, asked, said = WARNED[name]
    checks = {check.name: check for check in require_measurable(spoil(case), make_params(setting))}

    assert checks[asked].status == "warn"
    assert said in checks[asked].detail


REFUSED = {
    "one outlier voxel": (lambda case: with_outlier(case, 1e6), "at most 4,096 grey levels.* but it spans 39,99"),
    "a flat region": (lambda case: with_data(case, np.full(case.volume.shape, 7.0)), "two grey levels.*7 to 7"),
    "a range inside one bin": (lambda case: with_data(case, case.volume.data / 1e4), "one bin of width 25"),
    "63 voxels": (lambda case: with_mask(case, (slice(5, 12), slice(5, 8), slice(5, 8))), "64 voxels.*marks 63"),
    "two slices": (lambda case: with_mask(case, (*BLOCK[:2], slice(5, 7))), "3 voxels along each axis.*12 × 10 × 2"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_region_is_refused_in_one_sentence_within_a_second(case: Case, name: str) -> None:
    spoil, said = REFUSED[name]
    bad, params = spoil(case), make_params(RAW)
    begin = time.perf_counter()

    with pytest.raises(ImageContent, match=said):
        require_measurable(bad, params)
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_said_in_chinese_too(case: Case, name: str) -> None:
    failed = [check for check in check_measurable(REFUSED[name][0](case), make_params(RAW)) if check.status == "fail"]

    assert [translate(f"checked.{check.said}", "zh", **check.values)[-1] for check in failed] == ["。"] * len(failed)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_voxel_without_a_number_never_becomes_a_case(case: Case, value: float) -> None:
    with pytest.raises(ImageContent, match="every voxel must be a finite number, but 1 of"):
        with_outlier(case, value)


def test_a_finer_region_is_asked_for_its_gray_levels_alone(case: Case) -> None:
    small = with_mask(case, (slice(5, 7),) * 3)

    assert require_gray_levels(small, read_params(), case.volume) is small
    with pytest.raises(ImageContent, match=f"at most {MOST_LEVELS:,} grey levels"):
        require_gray_levels(with_outlier(case, 1e6), make_params(RAW))
