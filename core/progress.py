"""A progress bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

OnProgress = Callable[[float, str], None]


@contextmanager
def show_progress(label: str, hidden: bool) -> Iterator[OnProgress]:
    """Yields what long work calls with the share done, 0–1, and the name of the step."""
    if hidden or not sys.stderr.isatty():
        yield lambda _share, _message: None
        return
    with typer.progressbar(length=1000, label=label, file=sys.stderr) as bar:

        def move(share: float, message: str) -> None:
            bar.label = f"{label}: {message}"
            bar.update(max(round(1000 * share) - bar.pos, 0))

        yield move
