"""How numbers of statistics are written on this page."""

from __future__ import annotations

import math

from pages.shared import odds
from pages.shared.widgets import Cell, minus

NOTHING = "–"


def plain(value: float, digits: int = 3) -> str:
    """A number, or a dash where there is none."""
    return minus(f"{value:.{digits}f}") if math.isfinite(value) else NOTHING


def signed(value: float, digits: int = 3) -> str:
    """A number with its sign, or a dash where there is none."""
    return minus(f"{value:+.{digits}f}") if math.isfinite(value) else NOTHING


def p_text(p_value: float) -> str:
    """A p-value as on every page, or a dash where there is none."""
    return odds.p_text(p_value) if math.isfinite(p_value) else NOTHING


def between(low: float, high: float, digits: int = 3) -> str:
    """The ends of an interval of positive numbers; a dash where it is not defined."""
    return f"{low:.{digits}f}–{high:.{digits}f}" if math.isfinite(low) else NOTHING


def number(text: str) -> Cell:
    """A cell of a number."""
    return text, "number"


def stacked(top: str, below: str) -> Cell:
    """A cell of a count with what follows from it below; a narrow screen may break the lower line."""
    return f"{unbroken(top)}\n{below}", "number stacked"


def unbroken(text: str) -> str:
    """A text whose spaces no line ends at."""
    return text.replace(" ", "\u00a0")
