"""Tables brought together by their ids, in whatever order, and the rows without a partner."""

import pytest

from core.errors import CohortError
from core.intake.join import join_tables
from core.intake.mapping import CohortMapping, FeatureColumns
from tests.core.intake.tables import clinical, features, lesions

NAMES = ("original_glcm_Contrast",)


def mapping(patient_id="患者ID", case_id=None, **arms):
    of = arms or {"native": FeatureColumns(NAMES, patient_id="PatientID")}
    return CohortMapping("疗效", "PD", "progression", case_id, patient_id, features=of)


def test_rows_meet_by_patient_whatever_their_order():
    joined = join_tables(mapping(), clinical().iloc[::-1], {"native": features()})

    assert joined.clinical["患者ID"].tolist() == joined.features["native"]["PatientID"].tolist()
    assert joined.patient_id.index.equals(joined.clinical.index)
    assert joined.left_out.empty


def test_lesions_share_the_clinical_row_of_their_patient():
    by = mapping(native=FeatureColumns(NAMES, "病灶号", "PatientID"))

    joined = join_tables(by, clinical(), {"native": lesions()})

    assert len(joined.clinical) == 60
    assert (joined.clinical["患者ID"] == joined.patient_id).all()
    assert joined.patient_id["P01-0"] == joined.patient_id["P01-1"] == "P01"


def test_rows_without_a_partner_are_named_on_both_sides():
    joined = join_tables(mapping(), clinical().iloc[1:], {"native": features().iloc[:-2]})

    assert joined.left_out.to_dict() == {"P29": "no_features", "P30": "no_features", "P01": "no_clinical"}
    assert len(joined.clinical) == 27


def test_a_case_that_one_image_lacks_is_left_out_of_all():
    arms = {arm: FeatureColumns(NAMES, patient_id="PatientID") for arm in ("native", "super-resolved")}

    joined = join_tables(mapping(**arms), clinical(), {"native": features(), "super-resolved": features().iloc[1:]})

    assert joined.left_out.to_dict() == {"P01": "no_features"}
    assert joined.features["native"].index.equals(joined.features["super-resolved"].index)


def test_one_table_without_ids_is_its_own_partner():
    both = clinical(original_glcm_Contrast=list("12345" * 6))
    by = mapping(None, native=FeatureColumns(NAMES))

    assert list(join_tables(by, both, {"native": both}).clinical.index[:2]) == ["row 1", "row 2"]


@pytest.mark.parametrize(
    ("by", "tables", "sentence"),
    [
        (mapping(None), (clinical(), features()), "joined by an id, but one names none"),
        (
            mapping(),
            (clinical(患者ID=[f"Q{n}" for n in range(30)]), features()),
            "must share ids, but features have P01",
        ),
        (mapping(), (clinical(), lesions()), r"needs its own PatientID, but P01, P02, P03, … \(\+27\) is repeated"),
        (mapping(native=FeatureColumns(NAMES, "key")), (clinical(), features()), "must have a column key"),
        (mapping("患者ID", "BCLC"), (clinical(), features()), "needs its own BCLC, but A, B, C is repeated"),
    ],
)
def test_tables_that_cannot_be_joined_are_refused(by, tables, sentence):
    with pytest.raises(CohortError, match=sentence):
        join_tables(by, tables[0], {"native": tables[1]})


def test_a_case_of_two_patients_is_refused():
    by = mapping(case_id="case", native=FeatureColumns(NAMES, "case", "PatientID"))
    sheet, table = clinical(case=clinical()["患者ID"]), features(case=clinical()["患者ID"])

    with pytest.raises(CohortError, match="the same patient in all tables, but P02 has not"):
        join_tables(by, sheet, {"native": table.assign(PatientID=table["PatientID"].replace("P02", "P03"))})


def test_an_arm_without_a_table_is_refused():
    with pytest.raises(CohortError, match="the native one has none"):
        join_tables(mapping(), clinical(), {})


def test_several_clinical_rows_of_a_patient_need_case_ids():
    twice = clinical(case=[f"c{n}" for n in range(30)], 患者ID=["P01", "P01", *[f"P{n:02d}" for n in range(3, 31)]])

    with pytest.raises(CohortError, match="one row per patient, but P01 has several"):
        join_tables(mapping(case_id="case"), twice, {"native": features()})
