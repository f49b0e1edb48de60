"""What was decided of the columns, saved and opened again."""

import pytest

from core.errors import CohortError
from core.intake.mapping import ClinicalColumn, CohortMapping, FeatureColumns, read_mapping, write_mapping


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
