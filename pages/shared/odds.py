"""How odds ratios and p-values are written on every page."""

from __future__ import annotations

import math


def ratio_text(value: float) -> str:
    """An odds ratio with three digits that count, none of them lost; very large and very small ones as powers."""
    if not 0.01 <= value < 1000:
        return f"{value:.1e}" if value < math.inf else "∞"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def p_text(value: float) -> str:
    """A p-value, never zero."""
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
