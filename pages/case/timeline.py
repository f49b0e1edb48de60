"""The steps of a prediction in a row: before, while and after they are computed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from core.workup import Step
from pages.shared.words import say

STEPS = ("check", "super-resolve", "interpolate", "native", "interpolated", "super-resolved", "score")
OPTIONAL_STEP = "bias-field"
"""It stands after the first, in the predictions that ask for it."""


def show_timeline(now: str) -> None:
    """The steps of a job that is in the step called `now`."""
    steps = (STEPS[0], now, *STEPS[1:]) if now == OPTIONAL_STEP else STEPS
    at = steps.index(now) if now in steps else -1
    kinds = ["done" if place < at else "now" if place == at else "next" for place in range(len(steps))]
    _show(zip(steps, kinds, ("",) * len(steps), strict=True))


def show_times(steps: Iterable[Step]) -> None:
    """The steps of a finished job with the seconds they took."""
    _show((step.name, "done", say("case.seconds", seconds=step.seconds)) for step in steps)


def _show(items: Iterable[tuple[str, str, str]]) -> None:
    rows = "".join(
        f'<li class="{kind}"><i></i><b>{escape(say(f"step.{name}"))}</b><span>{escape(time)}</span></li>'
        for name, kind, time in items
    )
    st.html(f'<ol class="timeline">{rows}</ol>')
