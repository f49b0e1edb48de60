"""Time from a press of an arrow key until every view that the threshold rules shows it, in a real Chromium.

The dashboard is started as a person starts it, and a simulated cohort is opened through the page of cohorts.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from core.review import MODELS

VIEWS = {
    "tiles": "text('.st-key-tiles_at_threshold', `${t}%`)",
    "decision curve": "drawn('.st-key-curve', `${t}%`)",
    "ROC": "drawn('.st-key-roc_at_threshold', `${t}%`)",
    "difference": "drawn('.st-key-difference', `${t}%`)",
    "confusion matrix": "text('.st-key-card_roc', `at ${t}%`)",
    "rates": "text('.st-key-card_rates', `At ${t}%`)",
    "table of patients": "spoken('.st-key-decision_patients', `${t}%`)",
    "address": "location.search.includes(`threshold=${t}`)",
}
"""View to what is true in the browser once it shows the threshold t, per cent."""

READ = """
const text = (place, words) => (document.querySelector(place)?.innerText || '').includes(words);
const drawn = (place, words) => [...document.querySelectorAll(`${place} svg text[font-weight="600"]`)]
  .some(part => part.textContent.includes(words));
const spoken = (place, words) => [...document.querySelectorAll(`${place} [aria-label]`)]
  .some(part => part.getAttribute('aria-label').includes(words));
"""
WATCH = "addEventListener('keydown', () => { window.pressedAt = performance.now(); }, true)"
MOVES = 8
LONGEST_MS = 60_000


def simulate_cohort(n: int) -> bytes:
    """A table of outcomes and risks by every model, as a team would open it."""
    rng = np.random.default_rng(0)
    event = rng.random(n) < 0.5
    table = pd.DataFrame(
        {"case_id": [f"S-{i:05d}" for i in range(n)], "split": "validation", "event": event.astype(int)}
    )
    for name in MODELS:
        table[name] = (1 / (1 + np.exp(-(1.2 * (event - 0.5) + rng.normal(size=n))))).round(4)
    file = io.StringIO()
    table.to_csv(file, index=False)
    return file.getvalue().encode()


def open_cohort(page: Any, address: str, n: int) -> None:
    """Open a simulated cohort on the page of cohorts, then go to the decision curve."""
    page.goto(f"{address}/cohort")
    page.locator("[data-testid=stPopover] button").first.click(timeout=LONGEST_MS)
    file = {"name": "cohort.csv", "mimeType": "text/csv", "buffer": simulate_cohort(n)}
    page.locator(".st-key-own_cohort input[type=file]").set_input_files(file)
    page.get_by_text(f"n = {n}").first.wait_for(timeout=LONGEST_MS)
    page.locator("[data-testid=stSidebarNavLink][href*=decision]").click()
    page.locator(".st-key-decision_patients").wait_for(timeout=LONGEST_MS)


def time_move(page: Any, percent: int) -> float:
    """Press an arrow key that leads to this threshold; milliseconds until every view shows it."""
    page.locator(".st-key-threshold input").last.focus()
    page.keyboard.press("ArrowRight")
    shown = " && ".join(VIEWS.values())
    script = f"(t) => {{ {READ} return {shown} ? performance.now() - window.pressedAt : false; }}"
    return float(page.wait_for_function(script, arg=percent, polling="raf", timeout=LONGEST_MS).json_value())


def threshold_row(n: int) -> dict[str, object]:
    """Median and slowest move over a cohort of n patients; without Chromium the row says so."""
    from playwright.sync_api import sync_playwright

    from tests.browser.server import serve

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    row: dict[str, object] = {"row": f"threshold to {len(VIEWS)} views, {n:,} patients"}
    if chromium is None:
        return row | {"left_out": "no Chromium here"}
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-quic"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        open_cohort(page, address, n)
        page.evaluate(WATCH)
        times = [time_move(page, 35 + move) / 1000 for move in range(1, MOVES + 1)]
        browser.close()
    return row | {"seconds": round(median(times), 3), "slowest": round(max(times), 3)}


ROWS: dict[str, Callable[[], dict[str, object]]] = {
    "threshold-small": lambda: threshold_row(122),
    "threshold-large": lambda: threshold_row(10_000),
}
