"""A team opens its own tables: roles guessed, event chosen once, and a cohort that stays in the session."""

import pytest
from streamlit.testing.v1 import AppTest

from core.intake.mapping import CohortMapping, write_mapping
from core.intake.templates import clinical_template, feature_template, write_csv, write_workbook
from pages.signature.own_tables import XLSX

CSV = "text/csv"
CLINICAL = ("clinical.csv", write_csv(clinical_template()), CSV)
FEATURES = ("features-SR.csv", write_csv(feature_template()), CSV)


@pytest.fixture
def door():
    """A page with the door alone."""

    def page():
        from pages.signature.own import choose_table_cohort

        choose_table_cohort()

    return AppTest.from_function(page, default_timeout=30).run()


def opened(door, clinical=CLINICAL, features=(FEATURES,)):
    door.file_uploader(key="own_clinical").set_value(clinical)
    if features:
        door.file_uploader(key="own_features").set_value(list(features))
    return door.run()


def said(door):
    return " ".join(part.proto.body for part in door.get("html"))


def test_without_a_table_the_door_waits(door):
    assert not door.exception
    assert not door.data_editor


def test_roles_are_guessed_and_shown_for_both_tables(door):
    clinical, features = (editor.value["role"] for editor in opened(door).data_editor)

    assert clinical.to_dict() == {
        **{"patient_id": "patient", "outcome": "outcome", "split": "split", "centre": "centre"},
        **{"age_years": "number", "AFP (ng/mL)": "number", "sex": "category", "enhancement": "category"},
    }
    assert features.to_dict() == {"case_id": "case", "patient_id": "patient"}


def test_two_tables_become_a_cohort_that_stays_in_the_session(door):
    opened(door).button(key="open_intake").click().run()

    intake = door.session_state["_intake"]
    assert not door.error
    assert (len(intake.cohort), intake.cohort.event_name) == (25, "non-response")
    assert list(intake.cohort.features) == ["super-resolved"]
    assert "Your own cohort of 25 cases is open" in said(door)


def test_a_workbook_of_both_sheets_is_opened_in_both_slots(door):
    book = ("cohort.xlsx", write_workbook(), XLSX)

    opened(door, book, [book]).button(key="open_intake").click().run()

    assert not door.error
    assert len(door.session_state["_intake"].cohort) == 25


def test_the_event_and_the_split_are_chosen_and_the_seed_is_shown(door):
    opened(door).selectbox(key="own_event").set_value("response").run()
    door.segmented_control(key="own_split_split").set_value("made").run()
    door.number_input(key="own_seed").set_value(3).run()

    door.button(key="open_intake").click().run()

    assert door.session_state["_intake"].mapping.event == "response"
    assert "with seed 3" in said(door)


def test_what_is_missing_and_left_out_is_told(door):
    opened(door, features=[("f.csv", write_csv(feature_template().iloc[3:]), CSV)]).button(key="open_intake").click()

    assert "for want of the features of some image: 2 (P-001, P-002)" in said(door.run())
    assert "Columns in use with missing cells: 2 of 8" in said(door)


def test_a_feature_that_is_none_can_be_taken_out(door):
    name = "original_glcm_Contrast"
    opened(door).multiselect[0].set_value([name]).run()

    door.button(key="open_intake").click().run()

    assert name not in door.session_state["_intake"].cohort.features["super-resolved"].names


def test_a_saved_mapping_opens_the_tables_as_before(door):
    saved = write_mapping(CohortMapping("outcome", "response", "response", None, "patient_id"))
    opened(door, features=()).file_uploader(key="own_mapping").set_value(("m.json", saved.encode(), "application/json"))

    door.run().button(key="open_intake").click().run()

    assert door.session_state["_intake"].cohort.event_name == "response"


def test_closing_it_opens_the_door_again(door):
    opened(door).button(key="open_intake").click().run()

    door.button(key="close_intake").click().run()

    assert "_intake" not in door.session_state
    assert door.file_uploader(key="own_clinical")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (b"id,age\n1,50\n2,60\n", "must be the outcome, but none came"),
        (b"\x89PNG\xff\xff", "this is neither"),
        (b"outcome\n1\n0\n", "at least 10 patients with and 10 without"),
    ],
)
def test_a_table_that_is_no_cohort_gets_its_sentence_and_the_page_lives(door, table, sentence):
    opened(door, ("own.csv", table, CSV), ())
    for button in door.button:
        button.click().run()

    assert sentence in door.error[0].value
    assert not door.exception


def test_the_door_speaks_chinese(door):
    door.session_state["language"] = "zh"

    assert "按患者和结局" not in said(opened(door))
    assert "各列的用途" in said(door)
