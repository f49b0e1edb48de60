"""Clinical variables and their terms."""

import pytest

from core.errors import CohortError
from core.intake.clinical import build_clinical
from core.intake.mapping import ClinicalColumn
from core.values import Term
from tests.core.intake.tables import clinical

AGE = ClinicalColumn("年龄（岁）", "number", unit="岁")


def test_a_number_has_one_term_with_its_unit():
    values, terms, _ = build_clinical([AGE], clinical())

    assert values["年龄（岁）"].iloc[0] == 40.0
    assert terms == (Term("年龄（岁）", unit="岁"),)


def test_a_category_has_a_term_for_each_level_but_its_reference():
    _, terms, _ = build_clinical([ClinicalColumn("BCLC", "category", reference="B")], clinical())

    assert terms == (
        Term("BCLC", reference="B", level="A", levels=("C",)),
        Term("BCLC", reference="B", level="C", levels=("A",)),
    )


def test_a_reference_that_no_case_has_is_refused():
    with pytest.raises(CohortError, match="the reference of BCLC must be one of its levels, but D is none of A, B, C"):
        build_clinical([ClinicalColumn("BCLC", "category", reference="D")], clinical())


def test_a_constant_variable_is_left_out_by_name():
    values, terms, constant = build_clinical([AGE, ClinicalColumn("性别", "category")], clinical(性别="女"))

    assert list(values) == ["年龄（岁）"]
    assert len(terms) == 1
    assert constant == ["性别"]


def test_codes_of_missing_values_are_those_of_the_column():
    column = ClinicalColumn("年龄（岁）", "number", missing=("40",))

    assert build_clinical([column], clinical())[0].isna().sum().item() == 1
