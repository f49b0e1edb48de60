"""Restarts the workers of this machine that Dask leaves dead.

Dask itself restarts a worker that dies, but not one that dies while it starts; the run would then wait for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from tornado.ioloop import IOLoop, PeriodicCallback

CHECK_SECONDS = 3.0


def watch(local: Any) -> Callable[[], None]:
    """Look every few seconds; a worker found dead twice in a row is restarted.

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
        found = {name for name, nanny in local.workers.items() if not nanny.is_alive()}
        for name in found & dead:
            await local.workers[name].restart()
        dead = found - dead

    watching = PeriodicCallback(revive, 1000 * CHECK_SECONDS)
    loop.add_callback(watching.start)
    return lambda: loop.add_callback(watching.stop)
