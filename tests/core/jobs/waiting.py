"""Waiting for what another process does, and failing when it does not."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Return once something holds; `AssertionError` when it does not within so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
