"""The steps of a prediction in a row: before, while and after they are computed."""

from __future__ import annotations

from collections.abc import Iterable

from core.workup import Step
from pages.shared.widgets import place_in, show_steps
from pages.shared.words import say

STEPS = ("check", "super-resolve", "interpolate", "native", "interpolated", "super-resolved", "score")
OPTIONAL_STEP = "bias-field"
"""It stands after the first, in the predictions that ask for it."""


def show_timeline(now: str) -> None:
    """The steps of a job that is in the step called `now`."""
    steps = (STEPS[0], now, *STEPS[1:]) if now == OPTIONAL_STEP else STEPS
    show_steps((say(f"step.{name}"), kind, "") for name, kind in zip(steps, place_in(steps, now), strict=True))


def show_times(steps: Iterable[Step]) -> None:
    """The steps of a finished job with the seconds they took."""
    show_steps((say(f"step.{step.name}"), "done", say("case.seconds", seconds=step.seconds)) for step in steps)
