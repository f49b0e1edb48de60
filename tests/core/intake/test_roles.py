"""Roles become a mapping, and what a person says of the variables enters it."""

import pytest

from core.errors import CohortError
from core.intake.columns import Role, guess_roles
from core.intake.mapping import ClinicalColumn
from core.intake.roles import build_mapping, refine_mapping
from tests.core.intake.tables import clinical, features


def mapped():
    sheet = clinical()
    return build_mapping(sheet, guess_roles(sheet), {"native": guess_roles(features())}, "PD", "progression")


def test_roles_become_a_mapping_with_units_and_references():
    mapping = mapped()

    assert (mapping.outcome, mapping.patient_id, mapping.split, mapping.centre) == ("疗效", "患者ID", "分组", "中心")
    assert mapping.clinical[:2] == (
        ClinicalColumn("年龄（岁）", "number", unit="岁"),
        ClinicalColumn("性别", "category", reference="女"),
    )
    assert mapping.features["native"].names == ("original_glcm_Contrast", "wavelet-LLH_glcm_Contrast")


def test_what_a_person_says_of_a_variable_replaces_the_guess():
    said = {name: {"unit": "years", "reference": "男", "missing": "-1, 999"} for name in ("年龄（岁）", "性别", "BCLC")}

    age, sex, _ = refine_mapping(mapped(), said).clinical

    assert age == ClinicalColumn("年龄（岁）", "number", "years", "", ("-1", "999"))
    assert sex == ClinicalColumn("性别", "category", "", "男", ("-1", "999"))


def test_without_an_outcome_there_is_no_mapping():
    with pytest.raises(CohortError, match="must be the outcome, but none is"):
        build_mapping(clinical(), {"年龄（岁）": Role.NUMBER}, {}, "PD", "progression")
