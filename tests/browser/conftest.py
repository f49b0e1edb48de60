"""A real server, a real Chromium, and a network that ends at this machine."""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect, sync_playwright

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
VIEWPORT = ViewportSize(width=1440, height=900)
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


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """One window for all tests, which so read Streamlit's own files once."""
    with chromium.new_context(viewport=VIEWPORT, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def visit(window: BrowserContext, address: str) -> Iterator[Visit]:
    """Open an address and wait for the footer; a request to another host, or an error on the page, fails the test."""
    outside: list[str] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", "", None}:
            outside.append(request.url)

    def open_path(path: str, at: str = address) -> Page:
        page = window.new_page()
        page.on("request", note)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(at + path)
        page.wait_for_selector(".footer", timeout=30_000)
        return page

    yield open_path
    leave(window)
    assert outside == []
    assert broken == []


def leave(window: BrowserContext) -> None:
    """Close what is open; nothing is remembered of who was there."""
    for page in window.pages:
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.close()
    window.clear_cookies()
