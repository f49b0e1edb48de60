"""The decision curve: one threshold rules tiles, dots and sentence."""

from io import StringIO

import pandas as pd

from core.evaluation.decision_curve import counts_at, decision_curve
from pages.decision.table import curve_csv, thresholds_ahead


def test_tiles_follow_the_threshold(open_page, shown, reviewed):
    held_out = ~reviewed.cohort.is_training
    at = counts_at(reviewed.cohort.outcome[held_out], reviewed.risks["combined"][held_out], 0.52)
    page = open_page("decision")

    page.slider(key="threshold").set_value(52).run()

    assert f"{at.flagged}<small> / {at.n}</small>" in shown(page)
    assert f"finds {at.events_found} of {at.events}" in shown(page)


def test_threshold_comes_from_the_address(open_page):
    assert open_page("decision", threshold="52").slider(key="threshold").value == 52


def test_training_can_be_judged_too(open_page, shown):
    page = open_page("decision")

    page.segmented_control(key="decision_split").set_value("training").run()

    assert "15 events (non-response) of 30" in shown(page)


def test_perfect_risk_is_ahead_everywhere():
    curve = decision_curve([1, 1, 0, 0], [1.0, 1.0, 0.0, 0.0])

    assert thresholds_ahead(curve, (0.2, 0.6)) == (41, 41)


def test_flagging_everyone_is_never_ahead_of_itself():
    curve = decision_curve([1, 1, 0, 0], [1.0, 1.0, 1.0, 1.0])

    assert thresholds_ahead(curve, (0.1, 0.9))[0] == 0


def test_csv_holds_every_threshold_and_says_what_it_is_not():
    text = curve_csv({"combined": decision_curve([1, 0], [0.7, 0.2])}, "validation", simulated=True)

    assert text.startswith("# Research use only. Not a medical device.")
    assert len(pd.read_csv(StringIO(text), comment="#")) == 99
