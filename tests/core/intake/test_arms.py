"""Sheets of features to feature tables."""

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.features.tables import build_export
from core.intake.arms import UNKNOWN_EXTRACTION, build_features, merge_arms, split_arms
from core.intake.sheet import read_sheet
from core.values import FeatureTable
from tests.core.intake.tables import features

NAMES = ["original_glcm_Contrast", "wavelet-LLH_glcm_Contrast"]


@pytest.fixture
def export():
    values = pd.DataFrame(np.arange(4.0).reshape(2, 2), index=["001", "002"], columns=NAMES)
    arms = {
        arm: FeatureTable(values, "d" * 64, {"HepaSR": "1.0", "numpy": "2"}) for arm in ("native", "super-resolved")
    }
    return read_sheet(build_export(arms).to_csv().encode())


def test_the_own_export_opens_with_its_parameters_and_versions(export):
    arms = split_arms(export)

    table, _ = build_features(arms["super-resolved"].set_index("case_id"), NAMES)

    assert list(arms) == ["native", "super-resolved"]
    assert table.params_digest == "d" * 64
    assert dict(table.versions) == {"HepaSR": "1.0", "numpy": "2"}
    assert table.row("002").tolist() == [2.0, 3.0]


def test_features_of_several_extractions_are_refused(export):
    mixed = split_arms(export)["native"].assign(params_sha256=["a", "b"])

    with pytest.raises(CohortError, match="the same parameters, but 2 came"):
        build_features(mixed, NAMES)


def test_a_foreign_table_has_one_arm_and_says_that_its_extraction_is_unknown():
    table, _ = build_features(split_arms(features(), "interpolated")["interpolated"], NAMES)

    assert table.note == UNKNOWN_EXTRACTION
    assert len(table.params_digest) == 64


def test_a_constant_feature_is_left_out_by_name():
    table, constant = build_features(features(original_glcm_Contrast="1"), NAMES)

    assert table.names == ("wavelet-LLH_glcm_Contrast",)
    assert constant == ["original_glcm_Contrast"]


def test_missing_features_are_kept_missing():
    table, _ = build_features(features(original_glcm_Contrast=["NA", *map(str, range(29))]), NAMES)

    assert table.may_miss
    assert table.values.isna().sum().sum() == 1


def test_a_table_in_which_nothing_varies_is_refused():
    with pytest.raises(CohortError, match="at least one feature must vary"):
        build_features(features(original_glcm_Contrast="1"), NAMES[:1])


def test_each_image_has_one_table():
    assert list(merge_arms([{"native": features()}, {"interpolated": features()}])) == ["native", "interpolated"]
    with pytest.raises(CohortError, match="but native has two"):
        merge_arms([{"native": features()}, {"native": features()}])
