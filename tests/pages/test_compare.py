"""The comparison: curves of both splits, AUCs beside the published ones, DeLong tests."""

import pytest

from core.evaluation.delong import delong_test


def test_both_splits_are_drawn(open_page):
    assert len(open_page("compare").get("vega_lite_chart")) == 2


def test_published_aucs_are_marked_as_another_cohort(open_page, shown):
    text = shown(open_page("compare"))

    assert "0.844 (0.656–0.999)" in text
    assert "another cohort: Dong et al. 2024" in text


def test_every_table_names_event_and_split(open_page, shown):
    text = shown(open_page("compare"))

    assert text.count("non-response") >= 3
    assert "Training, cross-fitted (15 of 30)" in text
    assert "Validation (5 of 10)" in text


def test_delong_row_is_what_core_computes(open_page, shown, reviewed):
    held_out = ~reviewed.cohort.is_training
    risks = reviewed.risks[held_out]
    test = delong_test(reviewed.cohort.outcome[held_out], risks["super-resolved"], risks["native"])

    text = shown(open_page("compare"))

    assert f"{test.auc_a:.3f} | {test.auc_b:.3f}" in text


@pytest.mark.parametrize("reference", ["clinical", "combined"])
def test_reference_of_the_tests_can_be_chosen(open_page, shown, reference):
    page = open_page("compare")

    page.selectbox(key="reference").set_value(reference).run()

    assert f"{reference.capitalize()} minus the other model" in shown(page)
