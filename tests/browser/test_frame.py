"""The frame in a real browser: start, cold links, language, and the way from the cohort to a case."""

import time

import pytest
from playwright.sync_api import expect

from app import PAGES
from tests.browser.server import serve

pytestmark = pytest.mark.browser


def test_cold_deep_link_passes_through_the_frame(visit):
    with serve() as fresh:
        page = visit("/decision", at=fresh)

        expect(page.locator("[data-testid=stSidebarNavLink]")).to_have_count(sum(map(len, PAGES.values())))
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(".footer")).to_contain_text("Not a medical device")


def test_first_page_stands_soon_after_the_server_starts(visit, capsys):
    begin = time.monotonic()
    with serve() as fresh:
        visit("/", at=fresh)
        seconds = time.monotonic() - begin

    with capsys.disabled():
        print(f"\nfirst page {seconds:.1f} s after the server was started")  # noqa: T201
    assert seconds < 15


def test_language_is_switched_with_one_click_and_survives_a_refresh(visit):
    page = visit("/compare")

    page.click("text=中文")
    page.wait_for_selector("h1:has-text('模型比较')")
    page.reload()

    page.wait_for_selector("h1:has-text('模型比较')")


def test_click_on_a_row_opens_it_beside_the_table_and_from_there_the_case(visit):
    page = visit("/cohort")
    table = page.locator("[data-testid=stDataFrame]").bounding_box()

    page.mouse.click(table["x"] + 200, table["y"] + 90)
    page.wait_for_url("**/cohort?**open=DEMO-002**")
    page.click(".st-key-card_opened [data-testid=stPageLink] a")

    page.wait_for_url("**/case?**case=DEMO-002**")


def test_a_change_of_theme_reaches_the_charts(visit):
    page = visit("/decision")
    ink = page.locator(".st-key-curve svg text").first
    light = ink.get_attribute("fill")

    page.click("[data-testid=stMainMenu] button")
    page.click("text=Dark")

    page.wait_for_function(f"document.querySelector('.st-key-curve svg text').getAttribute('fill') !== '{light}'")
