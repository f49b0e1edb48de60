"""Pages that are drawn at the same time: a few at once and the others after them, so that all are ready sooner.

Python computes one at a time whatever it is asked; among ten that compute, whoever only has to pass on what is ready,
or to say that the server is well, would have to wait for each of the others several times.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = threading.BoundedSemaphore(2)
PATIENCE = 2.0
"""Seconds after which nobody waits any longer for those who compute something long."""


@contextmanager
def own_turn() -> Iterator[None]:
    """Wait until it is one's turn, at most `PATIENCE` seconds."""
    came = AT_ONCE.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if came:
            AT_ONCE.release()
