"""One threshold rules the page: slider, arrow keys and a click on the chart."""

import re

import pytest

pytestmark = pytest.mark.browser


def wait_for_threshold(page, percent):
    page.get_by_text(f"Combined at {percent}%").wait_for()


def test_arrow_key_moves_the_threshold(visit):
    page = visit("/decision?threshold=40")

    page.locator(".st-key-threshold input").focus()
    page.keyboard.press("ArrowRight")

    wait_for_threshold(page, 41)


def test_click_on_the_curve_moves_the_threshold(visit):
    page = visit("/decision")
    chart = page.locator(".st-key-curve [role=graphics-document]").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()

    page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + 0.6 * box["height"])

    page.wait_for_url(re.compile(r"threshold=[4-8]\d"))


def test_link_reproduces_the_threshold(visit):
    wait_for_threshold(visit("/decision?threshold=52"), 52)
