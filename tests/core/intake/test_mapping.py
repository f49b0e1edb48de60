"""What was decided of the columns, saved and opened again."""

import pytest

from core.errors import CohortError
from core.intake.columns import Role, guess_roles
from core.intake.mapping import (
    ClinicalColumn,
    CohortMapping,
    FeatureColumns,
    build_mapping,
    read_mapping,
    write_mapping,
)
from tests.core.intake.tables import clinical, features


def mapped():
    age, sex = (
        ClinicalColumn("年龄", "number", "岁", missing=("-1",)),
        ClinicalColumn("性别", "category", reference="女"),
    )
    features = {"native": FeatureColumns(("original_glcm_Contrast",), "病灶号", "患者")}
    return CohortMapping("疗效", "PD", "progression", None, "患者", "分组", "中心", (age, sex), features, 0.8, 3)


def test_a_mapping_survives_the_way_through_a_file():
    mapping = mapped()

    again = read_mapping(write_mapping(mapping))

    assert write_mapping(again) == write_mapping(mapping)
    assert again.clinical == mapping.clinical
    assert dict(again.features) == dict(mapping.features)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"outcome": "a", "clinical": 1}', '{"clinical": [], "features": {}}']
)
def test_a_text_that_is_no_mapping_is_refused(text):
    with pytest.raises(CohortError, match="must be the JSON file that this software saved"):
        read_mapping(text)


def test_a_column_has_one_use():
    with pytest.raises(CohortError, match="a column can have one use, but age has two"):
        CohortMapping("y", "1", "event", split="age", clinical=(ClinicalColumn("age", "number"),))


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(CohortError, match="a number or a category, but date came"):
        ClinicalColumn("age", "date")


def test_roles_become_a_mapping_with_units_and_references():
    sheet = clinical()
    mapping = build_mapping(sheet, guess_roles(sheet), {"native": guess_roles(features())}, "PD", "progression")

    assert (mapping.outcome, mapping.patient_id, mapping.split, mapping.centre) == ("疗效", "患者ID", "分组", "中心")
    assert mapping.clinical[:2] == (
        ClinicalColumn("年龄（岁）", "number", unit="岁"),
        ClinicalColumn("性别", "category", reference="女"),
    )
    assert mapping.features["native"].names == ("original_glcm_Contrast", "wavelet-LLH_glcm_Contrast")


def test_without_an_outcome_there_is_no_mapping():
    with pytest.raises(CohortError, match="must be the outcome, but none is"):
        build_mapping(clinical(), {"年龄（岁）": Role.NUMBER}, {}, "PD", "progression")
