"""From two sheets to a cohort, and the real tables where they are."""

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from core.errors import CohortError
from core.intake.account import Note
from core.intake.assemble import build_cohort
from core.intake.columns import guess_roles
from core.intake.mapping import build_mapping
from core.intake.sheet import read_sheet
from core.prediction.validation import split_cohort
from tests.core.intake.tables import clinical, features, lesions

ROOT = Path(__file__).parents[3]


def mapped(sheet, table, event="PD"):
    roles = {"native": guess_roles(table, of_features=True)} if table is not None else {}
    return build_mapping(sheet, guess_roles(sheet), roles, event, "progression")


def without_split(table, split=None):
    mapping = replace(mapped(clinical(), table), split=None)
    return build_cohort(mapping, clinical(), {"native": table}, split)


@pytest.fixture(scope="module")
def real_tables() -> Path:
    folder = Path(os.environ.get("HEPASR_REAL_DATA", ROOT.parent / "shared" / "data")) / "tables"
    if not folder.is_dir():
        pytest.skip("no real tables here: set HEPASR_REAL_DATA to a folder that holds tables/")
    return folder


def test_two_sheets_become_a_cohort():
    cohort = build_cohort(mapped(clinical(), features()), clinical(), {"native": features()}).cohort

    assert (len(cohort), int(cohort.outcome.sum()), int(cohort.is_training.sum())) == (30, 10, 21)
    assert cohort.event_name == "progression"
    assert list(cohort.clinical) == ["年龄（岁）", "性别", "BCLC"]
    assert cohort.centre["P01"] == "乙"


def test_lesions_of_a_patient_stay_on_one_side_of_a_split_that_is_made():
    intake = without_split(lesions(), partial(split_cohort, share=0.7, seed=3))

    sides = intake.cohort.is_training.groupby(intake.cohort.patient_id).nunique()

    assert (sides == 1).all()
    assert intake.notes[0] == Note("several_cases", 30, "60")
    assert intake.notes[-1].kind == "split_made"


def test_without_a_split_every_case_is_for_training():
    intake = without_split(features())

    assert intake.cohort.is_training.all()
    assert intake.notes[-1].kind == "no_split"


def test_a_patient_on_both_sides_is_refused():
    by_case = lesions().merge(clinical(), left_on="PatientID", right_on="患者ID").drop(columns="患者ID")
    by_case = by_case.assign(分组=["训练集"] * 30 + ["验证集"] * 30)
    mapping = build_mapping(by_case, guess_roles(by_case), {"native": guess_roles(by_case)}, "PD", "progression")

    with pytest.raises(CohortError, match=r"in training or in validation, but \d+ are in both \(P01"):
        build_cohort(mapping, by_case, {"native": by_case})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"疗效": "PD"}, "must happen in some cases and not in others, but 疗效 holds PD"),
        ({"疗效": ["PD"] * 3 + ["CR"] * 27}, "but of PD 3 have it"),
        ({"疗效": ""}, "the column 疗效 is empty"),
        ({"年龄（岁）": ["old", *map(str, range(29))]}, "every 年龄（岁） must be a number, but case P01 has 'old'"),
        ({"患者ID": ["P01"] * 30}, "needs its own 患者ID, but P01 is repeated"),
    ],
)
def test_a_cohort_that_cannot_be_learnt_from_gets_its_sentence(changes, sentence):
    sheet = clinical(**changes)
    with pytest.raises(CohortError, match=sentence):
        build_cohort(mapped(clinical(), features()), sheet, {"native": features()})


def test_an_absent_column_is_refused():
    with pytest.raises(CohortError, match="must have a column BCLC"):
        build_cohort(mapped(clinical(), features()), clinical().drop(columns="BCLC"), {"native": features()})


def test_a_table_of_922_patients_names_the_634_without_an_outcome(real_tables):
    sheet, table = (read_sheet(real_tables / f"duke_breast_mri_{name}.csv") for name in ("clinical", "radiomics"))

    intake = build_cohort(mapped(sheet, table, "1.0"), sheet, {"native": table})

    assert (len(intake.cohort), int(intake.cohort.outcome.sum()), len(intake.left_out)) == (288, 64, 634)
    assert (intake.left_out == "no_outcome").all()
    assert len(intake.cohort.features["native"].names) == 529


def test_a_table_with_a_tenth_missing_drops_no_row(real_tables):
    sheet = read_sheet(real_tables / "uci_hcc_survival.csv")

    intake = build_cohort(mapped(sheet, None, "0"), sheet)

    assert len(intake.cohort) == 165
    assert intake.left_out.empty
    assert intake.missing["n"].sum() / (165 * 49) == pytest.approx(0.102, abs=0.001)
    assert intake.notes[0].kind == "row_ids"
