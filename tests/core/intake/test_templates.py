"""Templates open as they are."""

import pytest

from core.intake.assemble import build_cohort
from core.intake.columns import guess_roles
from core.intake.mapping import build_mapping
from core.intake.sheet import read_sheet
from core.intake.templates import clinical_template, feature_template, write_csv, write_workbook

CSV = write_csv(clinical_template()), write_csv(feature_template())


@pytest.mark.parametrize(
    ("clinical", "features"),
    [
        (read_sheet(CSV[0]), read_sheet(CSV[1])),
        (read_sheet(write_workbook(), "clinical"), read_sheet(write_workbook(), "features")),
    ],
)
def test_a_template_is_a_cohort_as_it_is(clinical, features):
    roles = {"native": guess_roles(features, of_features=True)}
    mapping = build_mapping(clinical, guess_roles(clinical), roles, "non-response", "non-response")

    intake = build_cohort(mapping, clinical, {"native": features})

    assert (len(intake.cohort), intake.cohort.patient_id.nunique(), len(intake.left_out)) == (25, 24, 0)
    assert [term.name for term in intake.terms] == ["age_years", "AFP (ng/mL)", "sex", "enhancement"]
    assert intake.terms[1].unit == "ng/mL"
    assert intake.missing["n"].sum() == 2
