"""A real server, a real Chromium, and a network that ends at this machine."""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.browser.server import serve

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
Visit = Callable[..., Page]

expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The server most tests share."""
    with serve() as started:
        yield started


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package chromium to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Open an address and wait for the footer; a request to another host, or an error on the page, fails the test."""
    outside: list[str] = []
    broken: list[str] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in {"127.0.0.1", None}:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    with chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as context:
        context.route("**/*", guard)

        def open_path(path: str, at: str = address) -> Page:
            page = context.new_page()
            page.on("pageerror", lambda error: broken.append(str(error)))
            page.goto(at + path)
            page.wait_for_selector(".footer", timeout=30_000)
            return page

        yield open_path
    assert outside == []
    assert broken == []
