"""One threshold rules the page: slider, arrow keys and a click on any chart move it in every view."""

import re

import pytest

pytestmark = pytest.mark.browser

CHARTS = ("curve", "roc_at_threshold", "difference")
PATIENCE = 60_000


def wait_for_threshold(page, percent):
    """Wait until tiles, every chart, matrix, rates, table and address show the threshold."""
    page.get_by_text(f"Combined at {percent}%. A patient").wait_for(timeout=PATIENCE)
    for chart in CHARTS:
        drawn = page.locator(f".st-key-{chart} svg text[font-weight='600']", has_text=re.compile(rf"\b{percent}%"))
        drawn.wait_for(timeout=PATIENCE)
    page.get_by_text(f"Combined at {percent}%, in patients.").wait_for(timeout=PATIENCE)
    page.get_by_text(f"All models at {percent}%").wait_for(timeout=PATIENCE)
    page.get_by_label(re.compile(f"side of the threshold of {percent}%")).first.wait_for(timeout=PATIENCE)


def click(page, chart, across, down):
    plot = page.locator(f".st-key-{chart} [role=graphics-document]").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def threshold_of(page):
    return int(re.search(r"threshold=(\d+)", page.url)[1])


def test_arrow_keys_move_the_threshold_in_every_view(visit):
    page = visit("/decision?threshold=40")
    wait_for_threshold(page, 40)

    page.locator(".st-key-threshold input").focus()
    page.keyboard.press("ArrowRight")

    wait_for_threshold(page, 41)
    assert threshold_of(page) == 41


@pytest.mark.parametrize("chart", CHARTS)
def test_a_click_on_a_chart_moves_the_threshold_in_every_view(visit, chart):
    page = visit("/decision?threshold=95")
    wait_for_threshold(page, 95)

    click(page, chart, 0.5, 0.4)

    page.wait_for_url(re.compile(r"threshold=[1-8]?\d\b"), timeout=PATIENCE)
    wait_for_threshold(page, threshold_of(page))


def test_a_second_click_on_the_same_place_counts_after_the_threshold_moved(visit):
    page = visit("/decision?threshold=95")
    wait_for_threshold(page, 95)
    click(page, "curve", 0.5, 0.5)
    page.wait_for_url(re.compile(r"threshold=[3-7]\d\b"), timeout=PATIENCE)
    clicked = threshold_of(page)
    page.locator(".st-key-threshold input").press("ArrowRight")
    wait_for_threshold(page, clicked + 1)

    click(page, "curve", 0.5, 0.5)

    wait_for_threshold(page, clicked)


def test_link_reproduces_the_threshold(visit):
    wait_for_threshold(visit("/decision?threshold=52"), 52)
