"""The widgets of the form of settings: a setting's name is the key of its phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.shared.words import say


def ask_choice(grid: Any, name: str, now: str, options: Sequence[str]) -> str:
    """One of several."""
    chosen: str = grid.selectbox(
        say(f"signature.set_{name}"),
        options,
        index=options.index(now),
        format_func=lambda option: say(f"signature.{name}_{option}"),
        help=say(f"signature.help_{name}"),
        key=f"set_{name}",
    )
    return chosen


def ask_number(grid: Any, name: str, span: tuple[Any, Any, Any, Any], shown: str = "%d") -> Any:
    """A number; `span` is the smallest, the largest, the present one and the step."""
    low, high, now, step = span
    label, told = say(f"signature.set_{name}"), say(f"signature.help_{name}")
    return grid.number_input(label, low, high, now, step, format=shown, help=told, key=f"set_{name}")


def ask_switch(grid: Any, name: str, now: bool) -> bool:
    """Yes or no."""
    on: bool = grid.toggle(say(f"signature.set_{name}"), now, help=say(f"signature.help_{name}"), key=f"set_{name}")
    return on
