"""The cohort page: filters, order, and the row that opens a case."""

import pandas as pd
import pytest

from core.review import relabel
from pages.cohort.rows import Filters, read_values, select_rows
from pages.shared import state

ALL = Filters("all", "all", "combined", (0, 100), "", worst_first=False)


@pytest.fixture(autouse=True)
def _on_the_small_cohort(open_page):
    """Rows are selected from the cohort the pages show."""


def test_without_filters_every_patient_passes():
    assert len(select_rows(ALL)) == 40


def test_worst_first_orders_by_distance_of_risk_and_outcome():
    rows = select_rows(Filters("all", "all", "combined", (0, 100), "", worst_first=True))

    assert rows["error"].is_monotonic_decreasing


def test_error_is_the_distance_of_risk_and_outcome(reviewed):
    rows = select_rows(ALL)

    distance = 100 * (reviewed.risks["combined"] - reviewed.cohort.outcome).abs()
    assert rows["error"].to_numpy() == pytest.approx(distance.to_numpy())


def test_outcome_filter_keeps_that_outcome():
    assert select_rows(Filters("all", "yes", "combined", (0, 100), "", worst_first=False))["event"].all()


def test_search_is_a_plain_text_and_no_pattern():
    assert select_rows(Filters("all", "all", "combined", (0, 100), ".*", worst_first=False)).empty


def test_split_keeps_its_patients():
    assert len(select_rows(Filters("validation", "all", "combined", (0, 100), "", worst_first=False))) == 10


def test_page_without_a_matching_patient_says_what_to_do(open_page, shown):
    page = open_page("cohort")

    page.text_input(key="find").set_value("nobody").run()

    assert "No patient passes these filters.</b><span>Widen the risk range" in shown(page)


def test_tiles_say_how_many_of_how_many(open_page, shown):
    page = open_page("cohort")

    page.segmented_control(key="split").set_value("validation").run()

    assert "10<small> / 10</small>" in shown(page)


def test_filters_come_from_the_address(open_page):
    page = open_page("cohort", worst="true", split="validation", outcome="no", model="clinical")

    chosen = [page.segmented_control(key=key).value for key in ("split", "outcome")]
    assert page.toggle(key="worst").value
    assert [*chosen, page.selectbox(key="cohort_model").value] == ["validation", "no", "clinical"]


def test_filters_go_to_the_address(open_page):
    page = open_page("cohort")

    page.segmented_control(key="split").set_value("training").run()
    page.selectbox(key="cohort_model").set_value("native").run()

    assert (page.query_params["split"], page.query_params["model"]) == ("training", "native")


def test_a_usual_filter_needs_no_word_in_the_address(open_page):
    page = open_page("cohort", split="training")

    page.segmented_control(key="split").set_value("all").run()

    assert "split" not in page.query_params


def test_a_filter_the_page_does_not_know_is_passed_over(open_page):
    assert open_page("cohort", split="nonsense").segmented_control(key="split").value == "all"


def test_open_row_shows_the_risk_of_every_model(open_page, shown, reviewed):
    said = shown(open_page("cohort", open="DEMO-035"))

    for model in reviewed.models:
        assert f"<span>{100 * reviewed.risks.loc['DEMO-035', model]:.0f}% <small>" in said


def test_open_row_of_a_validation_patient_shows_the_intervals_that_are_known(open_page, shown):
    assert "(10–90%)" in shown(open_page("cohort", open="DEMO-035"))


def test_open_row_of_a_training_patient_says_why_it_has_no_interval(open_page, shown):
    said = shown(open_page("cohort", open="DEMO-003"))

    assert "(10–90%)" not in said
    assert "No interval: training risks are cross-fitted" in said


def test_open_row_says_how_wrong_the_model_was_among_those_shown(open_page, shown):
    worst = select_rows(Filters("all", "all", "combined", (0, 100), "", worst_first=True)).index[1]

    assert "rank 2 of the 40 shown" in shown(open_page("cohort", open=worst))


def test_next_opens_the_next_row_in_the_order_shown(open_page):
    order = select_rows(Filters("all", "all", "combined", (0, 100), "", worst_first=True)).index
    page = open_page("cohort", worst="true", open=order[3])

    page.button(key="turn_next").click().run()

    assert page.query_params["open"] == order[4]


def test_closing_a_row_takes_it_from_the_address(open_page, shown):
    page = open_page("cohort", open="DEMO-035")

    page.button(key="turn_close").click().run()

    assert "open" not in page.query_params
    assert 'class="values"' not in shown(page)


def test_a_row_that_the_filters_leave_out_stays_open_and_says_so(open_page, shown):
    assert "filters leave this patient out" in shown(open_page("cohort", open="DEMO-003", split="validation"))


def test_an_open_row_of_another_cohort_is_passed_over(open_page, shown):
    page = open_page("cohort", open="ELSEWHERE-1")

    assert not page.exception
    assert 'class="values"' not in shown(page)


def test_values_are_said_in_words():
    assert read_values("DEMO-001") == {
        "diameter_cm": "5",
        "enhancement": "typical",
        "mrecist": "SD",
        "afp_ng_ml": "20",
        "age_years": "60",
    }


def test_flowchart_counts_whom_the_simulation_did_not_draw(open_page, shown):
    said = shown(open_page("cohort", part="flow"))

    assert '<td class="number">19,960</td>' in said
    assert '<td class="number">20,000</td>' in said


def test_flowchart_of_a_cohort_with_a_sent_label_counts_those_without_one(open_page, shown, monkeypatch, reviewed):
    known = pd.Series(reviewed.cohort.outcome[2:], dtype="boolean")
    monkeypatch.setattr(state.LABEL, "value", lambda: ("reader 1", relabel(reviewed, known)))

    assert '<td class="number">2</td>' in shown(open_page("cohort", part="flow"))


def test_table_1_stands_on_the_page_of_the_cohort_too(open_page):
    page = open_page("cohort", part="baseline", by="split")

    assert page.segmented_control(key="baseline_by").value == "split"
    assert "Training (n = 30)" in page.dataframe[0].value.columns
