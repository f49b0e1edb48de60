"""Replaces the workers of this machine that Dask gives up.

Dask restarts a worker that dies, but not one that dies while it starts, and it lets go of one that is not back within
15 seconds, as on a busy machine; the run would then wait for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from tornado.ioloop import IOLoop, PeriodicCallback

CHECK_SECONDS = 3.0
CLOSE_SECONDS = 2.0


def watch(local: Any) -> Callable[[], None]:
    """Look every few seconds; a worker found dead twice in a row, or let go, is replaced.

    Parameters
    ----------
    local : a `distributed.LocalCluster` of processes

    Returns
    -------
    What ends the watch; to be called before the cluster is closed.
    """
    loop, dead = cast("IOLoop", local.loop), set[Any]()

    async def revive() -> None:
        nonlocal dead
        found = {nanny for nanny in local.workers.values() if not nanny.is_alive()}
        for name, nanny in list(local.workers.items()):
            if nanny in found & dead:
                del local.workers[name]
                await nanny.close(timeout=CLOSE_SECONDS)
        dead = found - dead
        local.scale(len(local.worker_spec))  # starts those that are missing, with the options they had

    watching = PeriodicCallback(revive, 1000 * CHECK_SECONDS)
    loop.add_callback(watching.start)
    return lambda: loop.add_callback(watching.stop)
