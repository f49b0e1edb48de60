"""The cohort page: filters, order, and the row that opens a case."""

import pytest

from pages.cohort.rows import Filters, select_rows

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


def test_page_without_a_matching_patient_says_what_to_do(open_page):
    page = open_page("cohort")

    page.text_input(key="find").set_value("nobody").run()

    assert "No patient passes" in page.info[0].value


def test_tiles_say_how_many_of_how_many(open_page, shown):
    page = open_page("cohort")

    page.segmented_control(key="split").set_value("validation").run()

    assert "10<small> / 10</small>" in shown(page)


def test_filters_come_from_the_address(open_page):
    assert open_page("cohort", worst="true").toggle(key="worst").value
