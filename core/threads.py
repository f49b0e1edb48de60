"""How many threads the numeric libraries of a process may use: those that are loaded, and those that will be.

Two processes whose libraries use all cores each wait for one another, and take several times as long as one after the
other.
"""

from __future__ import annotations

import os

from threadpoolctl import threadpool_limits

WHERE_LOOKED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS")
"""Where a library looks when it is loaded, and a process that is started."""


def limit_threads(threads: int) -> None:
    """Let each numeric library use so many threads, unless the environment says otherwise."""
    chosen = [os.environ.setdefault(name, str(threads)) for name in WHERE_LOOKED]
    threadpool_limits(int(chosen[0]))
