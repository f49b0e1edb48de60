"""The decision curve: one threshold rules tiles, matrix, rates, charts, words and the table of patients."""

import json
from io import StringIO

import pandas as pd
import pytest

from core.evaluation.decision_curve import counts_at, decision_curve
from core.evaluation.rates import rates_at
from core.evaluation.roc import roc_curve
from core.review import read_review
from pages.decision import exports
from pages.shared import state

OWN = "case_id,split,event,combined\n" + "".join(
    f"A{i},validation,{i % 2},{0.3 + 0.4 * (i % 2) + 0.01 * i:.2f}\n" for i in range(12)
)


@pytest.fixture
def held_out(reviewed):
    rows = ~reviewed.cohort.is_training
    return reviewed.cohort.outcome[rows], reviewed.risks[rows]


@pytest.fixture
def own(monkeypatch):
    review = read_review(OWN.encode(), "non-response")
    monkeypatch.setattr(state, "own_cohort", lambda: review)
    return review


def patients(page):
    return page.dataframe[-1].value


def chart(page, key):
    return next(c for c in page.get("vega_lite_chart") if c.proto.id.endswith(key))


def test_tiles_matrix_and_words_follow_the_threshold(open_page, shown, held_out):
    at = counts_at(held_out[0], held_out[1]["combined"], 0.52)

    page = open_page("decision")
    page.slider(key="threshold").set_value(52).run()

    assert f"{at.flagged}<small> / {at.n}</small>" in shown(page)
    assert f"finds {at.events_found} of {at.events}" in shown(page)
    assert f"{at.false_alarms} in vain" in shown(page)


def test_rates_are_told_with_interval_method_and_patients(open_page, shown, held_out):
    rate = rates_at(held_out[0], held_out[1]["combined"], 0.35).sensitivity

    text = shown(open_page("decision"))

    assert f"{rate.value:.0%} ({rate.ci_low:.0%}–{rate.ci_high:.0%}) {rate.count}/{rate.of}" in text
    assert "95% intervals by Wilson" in text


def test_every_chart_is_told_the_threshold(open_page, shown):
    heard = [text for text in shown(open_page("decision", threshold="52")).split("<p") if 'class="heard"' in text]

    assert len(heard) == 3
    assert all("52%" in text for text in heard)


def test_a_moved_threshold_draws_no_chart_again(open_page):
    page = open_page("decision")
    before = chart(page, "curve").proto

    page.slider(key="threshold").set_value(52).run()

    after = chart(page, "curve").proto
    assert (json.loads(after.spec), after.alt) == (json.loads(before.spec), before.alt)


def test_threshold_comes_from_the_address(open_page):
    assert open_page("decision", threshold="52").slider(key="threshold").value == 52


def test_training_can_be_judged_too(open_page, shown):
    page = open_page("decision")

    page.segmented_control(key="decision_split").set_value("training").run()

    assert "15 non-responders of 30" in shown(page)


def test_patients_stand_on_the_side_of_their_risk(open_page, held_out):
    table = patients(open_page("decision"))

    flagged = table["side"].astype(str).str.startswith("Flagged")
    assert flagged.to_list() == (held_out[1]["combined"] >= 0.35).to_list()
    assert (table["flagging"] == (held_out[1] >= 0.35).sum(axis=1).to_numpy()).all()


def test_who_crossed_the_threshold_is_told(open_page, held_out):
    page = open_page("decision")
    page.slider(key="threshold").set_value(60).run()

    crossed = patients(page)["crossed"].astype(str) == "↓ no longer flagged"

    assert crossed.to_list() == held_out[1]["combined"].between(0.35, 0.6, inclusive="left").to_list()


def test_only_those_who_crossed_can_be_shown(open_page, held_out):
    page = open_page("decision")
    page.slider(key="threshold").set_value(60).run()

    page.segmented_control(key="decision_view").set_value("crossed").run()

    assert len(patients(page)) == held_out[1]["combined"].between(0.35, 0.6, inclusive="left").sum()


def test_the_other_event_mirrors_the_threshold_and_keeps_the_auc(open_page, shown, held_out):
    auc = roc_curve(held_out[0], held_out[1]["combined"]).auc
    page = open_page("decision", threshold="30")

    page.segmented_control(key="event").set_value("response").run()

    assert page.slider(key="threshold").value == 70
    assert f"stays {auc:.3f}" in shown(page)
    assert "Every odds ratio is inverted: " in shown(page)


def test_net_benefit_is_told_for_the_prevalence_asked_for(open_page, shown, held_out):
    page = open_page("decision")
    page.number_input(key="prevalence").set_value(10).run()

    at = counts_at(held_out[0], held_out[1]["combined"], 0.35, prevalence=0.1)

    assert f"{at.net_benefit:.3f}".replace("-", "−") in shown(page)


@pytest.mark.parametrize("scale", ["standardised", "avoided"])
def test_every_scale_is_drawn_with_its_bands(open_page, scale):
    page = open_page("decision")
    page.toggle(key="bands").set_value(True).run()

    page.segmented_control(key="scale").set_value(scale).run()

    assert not page.exception
    assert not page.error
    assert '"area"' in chart(page, "curve").proto.spec


def test_a_cohort_with_one_model_is_compared_with_flagging_everyone(open_page, shown, own):
    page = open_page("decision")

    assert not page.exception
    assert not page.error
    assert "Combined less Flag everyone" in shown(page)
    assert "flagging" not in page.dataframe[-1].value or len(own.models) == 1


def test_the_page_speaks_chinese(open_page, shown):
    text = shown(open_page("decision", language="zh"))

    assert "净获益最大" in text
    assert "免于干预" in text


def test_csv_holds_every_threshold_and_says_what_it_is_not(monkeypatch, reviewed):
    monkeypatch.setattr(exports, "reviewed", lambda: reviewed)
    table = decision_curve([1, 0], [0.7, 0.2]).table

    text = exports.headed(table, Told())

    assert text.startswith("# Research use only. Not a medical device.")
    assert "prevalence of 20%" in text.splitlines()[0]
    assert len(pd.read_csv(StringIO(text), comment="#")) == 99


class Told:
    """What a heading asks of the choices."""

    event = "non-response"
    prevalence = 0.2
