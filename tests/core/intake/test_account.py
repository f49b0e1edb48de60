"""What an intake accounts for."""

from dataclasses import astuple

from core.intake.assemble import build_cohort
from core.intake.columns import guess_roles
from core.intake.mapping import build_mapping
from tests.core.intake.tables import clinical, features


def taken(sheet, table):
    mapping = build_mapping(sheet, guess_roles(sheet), {"native": guess_roles(table)}, "PD", "progression")
    return build_cohort(mapping, sheet, {"native": table})


def test_missing_cells_are_counted_by_column():
    sheet = clinical(BCLC=["NA", *"ABCAB" * 5, *"CABC"])

    missing = taken(sheet, features()).missing.set_index("column")

    assert missing.loc["BCLC"].tolist() == ["category", 1, 1 / 30]
    assert missing.loc["original_glcm_Contrast"].tolist() == ["native", 0, 0.0]
    assert missing["n"].sum() == 1


def test_what_was_left_out_and_decided_is_noted():
    sheet = clinical(疗效=["", *["PD" if n % 3 == 0 else "CR" for n in range(29)]], 性别="男")

    notes = [astuple(note) for note in taken(sheet, features().iloc[:-1]).notes]

    assert notes == [
        ("no_features", 1, "P30"),
        ("no_outcome", 1, "P01"),
        ("constant", 1, "性别"),
        ("unknown_extraction", 1, "native"),
    ]


def test_a_case_without_a_centre_is_told():
    notes = {note.kind: note.n for note in taken(clinical(中心=[*"甲乙" * 14, "", ""]), features()).notes}

    assert notes["unknown_centre"] == 2


def test_rows_numbered_for_want_of_an_id_are_told():
    sheet = clinical().drop(columns="患者ID")
    mapping = build_mapping(sheet, guess_roles(sheet), {}, "PD", "progression")

    assert [note.kind for note in build_cohort(mapping, sheet).notes] == ["row_ids"]
