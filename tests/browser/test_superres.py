"""Super-resolution in a real browser: the demo case in one click, seen four times; nothing cut on a tablet."""

import pytest
from playwright.sync_api import expect

from tests.browser.server import SCREENS

pytestmark = pytest.mark.browser

SECONDS = 240_000
SLICES = ".st-key-dark_four img"
"""What stands in place of the viewer where it was not set up."""
CUT = """
[...document.querySelectorAll('[data-testid=stMain] *')].filter(part => {
  const box = part.getBoundingClientRect();
  return box.width && box.right > innerWidth + 2 && !part.closest('.scroll, [data-testid=stDataFrame]');
}).length
"""
"""Parts of the page that reach beyond its right edge and do not scroll by themselves."""


def test_demo_case_is_seen_four_times_after_one_click(visit):
    page = visit("/superres")

    page.click(".st-key-compute_demo button")
    page.wait_for_selector(".risk", timeout=SECONDS)
    page.click("[data-testid=stSidebarNavLink]:has-text('Super-resolution')")
    page.wait_for_selector(f".viewer[data-ready='1'], {SLICES}", timeout=SECONDS)

    expect(page.locator(f"figure[data-pane] canvas, {SLICES}")).to_have_count(4)
    expect(page.locator(".scale")).to_have_count(1)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / "superres.png")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1440, 820])
def test_nothing_is_cut_off(visit, width, language):
    page = visit(f"/superres?language={language}")

    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(1500)

    assert page.evaluate(CUT) == 0


def test_the_first_card_lies_above_the_fold(visit):
    page = visit("/superres")

    box = page.locator(".st-key-card_before").bounding_box()

    assert box["y"] + box["height"] < 900
