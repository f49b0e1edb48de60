"""The strip of a first run: four steps until it is put away, one click to the demonstration case."""

import pytest

from pages.shared.first_run import WAYS


@pytest.mark.parametrize("name", ["start", "case"])
def test_a_first_visitor_sees_the_four_steps(open_page, shown, name):
    text = shown(open_page(name))

    assert [f"<i>{place}</i>" in text for place in range(1, 5)] == [True] * 4


@pytest.mark.parametrize("name", ["start", "case"])
def test_the_strip_can_be_put_away(open_page, shown, name):
    page = open_page(name)

    page.button(key="hide_strip").click().run()

    assert 'class="strip"' not in shown(page)


def test_what_was_put_away_stays_away_on_other_pages(open_page, shown):
    page = open_page("start")
    page.button(key="hide_strip").click().run()

    page.switch_page("pages/case/view.py").run()

    assert 'class="strip"' not in shown(page)


def test_one_click_sends_the_demonstration_case_down_the_path(open_page, still_engine):
    open_page("start").button(key="first_demo").click().run()

    assert [case.case_id for case in still_engine.submitted] == ["DEMO-008"]


def test_own_data_leads_to_images_a_cohort_and_tables(open_page):
    links = [link.proto.page for link in open_page("start").get("page_link")]

    assert set(WAYS) <= set(links)
