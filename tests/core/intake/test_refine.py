"""What a person says of the variables enters the mapping."""

from core.intake.mapping import ClinicalColumn, CohortMapping
from core.intake.refine import refine_mapping


def test_what_a_person_says_of_a_variable_replaces_the_guess():
    said = {name: {"unit": "years", "reference": "男", "missing": "-1, 999"} for name in ("年龄（岁）", "性别")}

    guessed = ClinicalColumn("年龄（岁）", "number"), ClinicalColumn("性别", "category", reference="女")
    age, sex = refine_mapping(CohortMapping("疗效", "PD", "progression", clinical=guessed), said).clinical

    assert age == ClinicalColumn("年龄（岁）", "number", "years", "", ("-1", "999"))
    assert sex == ClinicalColumn("性别", "category", "", "男", ("-1", "999"))
