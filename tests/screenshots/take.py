"""Every page as a person sees it: both languages, two widths, light and dark, into docs/screenshots.

Run with ``make screenshots``. It starts a server of its own and needs a Chromium on the PATH. Pages of `app.PAGES` are
found by themselves; `SHOWN` says where a page has more to show than its plain address.
"""

from __future__ import annotations

import argparse
import io
import itertools
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import app
from core.language import LANGUAGES
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.server import ROOT, serve

DOCS = ROOT / "docs" / "screenshots"
SIZES = {1440: 900, 820: 1180}
"""Width to height of the window, px."""
THEMES = ("light", "dark")
QUALITY = 85
READY_MS, CASE_MS, STILL_MS = 120_000, 600_000, 1500
TALLEST = 9000
MOVING = ", ".join(
    (
        *("[data-testid=stStatusWidget]", "[data-testid=stSkeleton]", "[data-stale=true]"),
        *("ol.timeline li.now", "ol.timeline li.next", ".viewer:not([data-ready])"),
    )
)
"""What a page shows while it, or a job it waits for, is at work."""

SHOWN = {"start": "/", "cohort": "/cohort?worst=true&open=DEMO-038"}
"""Page to its address, where that is not its name."""
AFTER_CASE = ("superres",)
"""Pages that show the case which the session computed: they are reached from its result."""


def paths(browser: Browser, at: str, wanted: list[str]) -> dict[str, str]:
    """Page to the address that shows it full; the case is predicted once, and then found by its job."""
    found = {name: SHOWN.get(name, f"/{name}") for name in wanted}
    if {"case", *AFTER_CASE} & set(found):
        case = predicted_case(browser, at)
        found |= {name: case for name in ("case", *AFTER_CASE) if name in found}
    return found


def predicted_case(browser: Browser, at: str) -> str:
    """Send the demonstration case down the whole path; the address of its result."""
    with opened(browser, 1440, "light") as context:
        page = context.new_page()
        page.goto(f"{at}/case")
        page.locator(".st-key-open_demo button").click(timeout=READY_MS)
        page.wait_for_selector(".risk", timeout=CASE_MS)
        address = urlsplit(page.url)
    return f"{address.path}?{address.query}"


@contextmanager
def opened(browser: Browser, width: int, theme: str) -> Iterator[BrowserContext]:
    """A window; the pages opened in it share what the browser holds."""
    window = {"width": width, "height": SIZES[width]}
    with browser.new_context(viewport=window, color_scheme=theme, reduced_motion="reduce", locale="en-GB") as context:
        yield context


def take(context: BrowserContext, address: str, name: str, *, whole: bool) -> Image.Image:
    """The picture of one page once nothing moves on it; of the whole page, however long, if asked for."""
    page = context.new_page()
    page.goto(address, timeout=READY_MS)
    settle(page)
    if name in AFTER_CASE:
        page.evaluate(f"document.querySelector('[data-testid=stSidebarNavLink][href*={name}]').click()")
        page.wait_for_url(f"**/{name}**")
        settle(page)
    if whole:
        tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": page.viewport_size["width"], "height": min(int(tall), TALLEST)})
        settle(page)
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture


def settle(page: Page) -> None:
    page.wait_for_selector(".footer", timeout=READY_MS)
    page.wait_for_function(f"!document.querySelector('{MOVING}')", timeout=CASE_MS)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(STILL_MS)


def save(picture: Image.Image, file: Path) -> None:
    """Write a picture as WebP: its colours stay true in a few dozen kilobytes."""
    picture.convert("RGB").save(file, quality=QUALITY, method=6)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [name for of in app.PAGES.values() for name, _ in of]
    parser.add_argument("--pages", nargs="+", choices=names, default=names)
    parser.add_argument("--widths", nargs="+", type=int, choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--whole", action="store_true", help="whole pages instead of the first screen")
    parser.add_argument("--out", type=Path, default=DOCS)
    return parser.parse_args()


def main() -> None:
    asked = read_arguments()
    if CHROMIUM is None or shutil.which(CHROMIUM) is None:
        sys.exit("A Chromium must be on the PATH, but none was found: install Debian's package chromium")
    asked.out.mkdir(parents=True, exist_ok=True)
    with serve() as at, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        shown = paths(browser, at, asked.pages)
        for width, theme in itertools.product(asked.widths, asked.themes):
            with opened(browser, width, theme) as context:
                for (name, path), language in itertools.product(shown.items(), asked.languages):
                    address = f"{at}{path}{'&' if '?' in path else '?'}language={language}"
                    picture = take(context, address, name, whole=asked.whole)
                    save(picture, asked.out / f"{name}-{language}-{width}-{theme}.webp")


if __name__ == "__main__":
    main()
