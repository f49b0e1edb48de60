"""The start page: three doors and what the demonstration cohort shows."""

from core.evaluation.roc import roc_curve
from core.review import ReviewedCohort


def test_three_doors_lead_to_three_pages(open_page):
    links = [link.proto.page for link in open_page("start").get("page_link")]

    assert links[:3] == ["case", "cohort", "decision"]


def test_auc_of_validation_is_shown_with_its_interval(open_page, shown, reviewed: ReviewedCohort):
    held_out = ~reviewed.cohort.is_training
    curve = roc_curve(reviewed.cohort.outcome[held_out], reviewed.risks["combined"][held_out])

    text = shown(open_page("start"))

    assert f"{curve.auc:.3f} <small>({curve.ci_low:.3f}–{curve.ci_high:.3f})" in text


def test_patients_and_events_carry_their_denominator(open_page, shown):
    text = shown(open_page("start"))

    assert "20<small> / 40</small>" in text
    assert "30 training, 10 validation" in text
