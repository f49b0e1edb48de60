"""What axe-core finds on every page, light and dark, by WCAG 2.1 A and AA: nothing but what Streamlit brings."""

import pytest
from playwright.sync_api import expect

from app import PAGES
from tests.browser.server import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NAMES = [name for section in PAGES.values() for name, _ in section]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.is_file(), reason="no axe-core here: `make setup` fetches it"),
]

FOUND = """async excluded => {
  const found = await axe.run({ exclude: excluded.map(one => [one]) },
    { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] })
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 120)}`))
}"""
STREAMLIT = ["[data-testid=stSidebarNavItems]", "[data-testid=stSlider]:has([data-disabled])"]
"""Streamlit's list of pages puts sections between list and items; a slider that is off is pale, which WCAG allows."""


def violations(page):
    """What is found once colours have come to rest: a page that changes its theme passes through others."""
    page.add_script_tag(path=AXE)
    for _ in range(5):
        page.wait_for_selector("[data-test-script-state=notRunning]")
        page.wait_for_timeout(1000)
        if not (found := page.evaluate(FOUND, STREAMLIT)):
            break
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_violation_of_its_own_in_light_and_dark(visit, name):
    page = visit("/" if name == "start" else f"/{name}")

    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    expect(page.locator("[data-testid=stAlert], [data-testid=stException]")).to_have_count(0)
