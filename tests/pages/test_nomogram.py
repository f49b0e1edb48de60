"""The nomogram as a calculator: values in, points and probability out, and a word where the model is not at home."""

from io import StringIO
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from core.evaluation.nomogram import build_nomogram
from core.language import translate
from core.prediction.coding import categorical_terms
from core.prediction.logistic import predict_case
from core.values import LogisticModel, Term
from core.values.models import FIRTH
from pages.nomogram import sources
from pages.nomogram.table import points_csv
from pages.shared import evidence, state
from pages.shared.naming import event_name, other_event, share_text, variable_name
from tests.pages.conftest import model

TERMS = (
    Term("afp_ng_ml", "ng/mL", low=0.3, high=4.2, mean=1.9, transform="log10"),
    *categorical_terms("bclc", "A", ("A", "B", "C")),
)


@pytest.fixture
def own_model(monkeypatch, open_page):
    """A set of one model of a team: a logarithm, three levels, fitted after Firth, one level that few have."""
    spread = np.diag([0.5, 0.1, 0.3, 400.0])
    made = LogisticModel("clinical", TERMS, np.array([-2.0, 0.7, 0.5, 20.0]), spread, 0.3, "recurrence", 50, 11, FIRTH)
    held = SimpleNamespace(card=SimpleNamespace(version="1", extra={}), models={"clinical": made}, simulated=False)
    held.arm_of = lambda _: None
    monkeypatch.setattr(evidence, "prediction_set", lambda *_: held)
    return made


def diameter(page):
    return next(field for field in page.number_input if field.label == "Diameter, cm")


def test_the_probability_is_that_of_the_model(open_page, shown):
    page = open_page("nomogram")
    diameter(page).set_value(9.0).run()

    told = predict_case(model("combined"), "one", {"diameter_cm": 9.0, "enhancement": "typical", "rad_score": 0.0})

    assert f"<b>{told.risk:.0%}</b>" in shown(page)
    assert " to ".join(map(share_text, told.interval)).replace(">", "&gt;") in shown(page)


def test_fields_begin_with_the_average_training_patient(open_page):
    page = open_page("nomogram")

    assert [field.value for field in page.number_input] == [7.0, 0.0]
    assert page.selectbox[-1].value == "typical"


def test_a_patient_of_the_address_fills_the_fields(open_page, shown):
    page = open_page("nomogram", case="DEMO-031", model="clinical")

    assert [field.value for field in page.number_input] == [5.0]
    assert "Known of this patient: Non-responder" in shown(page)


def test_model_and_event_stand_in_the_address(open_page, shown):
    page = open_page("nomogram")
    page.selectbox(key="nomogram_model").set_value("clinical").run()

    page.selectbox(key="nomogram_event_of").set_value("response").run()

    assert (page.query_params["model"], page.query_params["event_of"]) == ("clinical", "response")
    assert "Probability of response" in shown(page)


def test_the_other_event_has_the_other_probability(open_page, shown):
    risk = predict_case(model("combined"), "one", {"diameter_cm": 7.0, "enhancement": "typical", "rad_score": 0.0}).risk
    page = open_page("nomogram")

    page.selectbox(key="nomogram_event_of").set_value("response").run()

    assert f"<b>{share_text(1 - risk)}</b>" in shown(page)


@pytest.mark.parametrize(("value", "key"), [(9.0, "inside"), (30.0, "outside")])
def test_it_says_whether_the_values_lie_in_the_training_range(open_page, shown, value, key):
    page = open_page("nomogram")

    diameter(page).set_value(value).run()

    assert translate(f"nomogram.{key}", "en") in shown(page)


def test_the_case_of_the_session_can_fill_the_fields(open_page, workup, monkeypatch):
    monkeypatch.setattr(state, "workup", lambda: workup)

    page = open_page("nomogram")

    assert page.selectbox(key="nomogram_case").value == sources.WORKUP
    assert [field.value for field in page.number_input] == [5.0, 0.5]


def test_a_model_of_levels_and_logarithms_is_drawn_and_told(own_model, open_page, shown):
    page = open_page("nomogram")
    text = shown(page)

    assert not page.exception
    assert not page.error
    assert "Firth" in text
    assert "not estimable" in text
    assert "ten times as much" in text


def test_what_is_not_known_of_a_patient_is_named(own_model, open_page, shown):
    page = open_page("nomogram")

    page.selectbox(key="nomogram_case").set_value("DEMO-031").run()

    assert "Not known of this patient, so the usual value stands in: bclc." in shown(page)


def test_a_team_s_patient_is_not_named_in_the_address(open_page, reviewed, monkeypatch):
    own = SimpleNamespace(**{name: getattr(reviewed, name) for name in ("cohort", "risks", "models", "splits")})
    own.simulated = False
    page = open_page("start")
    monkeypatch.setattr(state, "own_cohort", lambda: own)
    page.switch_page("pages/nomogram/view.py").run()

    page.selectbox(key="nomogram_case").set_value("DEMO-031").run()

    assert "case" not in dict(page.query_params)


def test_the_table_holds_every_mark_and_the_probability_of_totals():
    nomogram = build_nomogram(model("combined"))

    table = pd.read_csv(StringIO(points_csv(nomogram)))

    totals = table[table["term"] == "total_points"]
    assert set(table["term"]) == {"diameter_cm", "enhancement", "rad_score", "total_points"}
    assert nomogram.risk(totals["points"]) == pytest.approx(totals["value"].astype(float))


@pytest.mark.parametrize(("event", "other"), [("non-response", "response"), ("relapse", "no relapse")])
def test_the_other_event_of_the_other_event_is_the_event(event, other):
    assert other_event(event) == other
    assert other_event(other) == event


def test_no_probability_is_certain():
    assert [share_text(risk, "en") for risk in (0.0001, 0.004, 0.35, 0.9951)] == ["< 1%", "< 1%", "35%", "> 99%"]


def test_names_come_from_the_dictionary_or_from_the_model():
    assert event_name("no relapse", "en") == "no relapse"
    assert variable_name(Term("pvtt", reference="no", level="yes"), "", "en") == "Portal vein tumour thrombus"
    assert variable_name(Term("ca199", "U/mL"), "", "en") == "ca199, U/mL"
    assert variable_name(Term("rad_score"), "native", "zh") == "影像组学评分，原始图像"
