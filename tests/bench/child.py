"""One measurement in a process of its own, so that its peak memory is its own too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping


def measure_child(script: str, words: list[str], settings: Mapping[str, str] | None = None) -> tuple[list[str], float]:
    """The words a Python script prints, given these arguments and environment variables, and its peak memory in GiB."""
    command = [sys.executable, "-c", script, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | dict(settings or {})) as child:
        told = child.stdout.read().split() if child.stdout else []
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"measuring {' '.join(words)} must succeed, but it ended with {child.returncode}")
    return told, used.ru_maxrss / 1024**2
