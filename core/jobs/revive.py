"""Restarts the workers of this machine that Dask leaves dead.

Dask itself restarts a worker that dies, but not one that dies while it starts; the run would then wait for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from distributed import LocalCluster
from tornado.ioloop import IOLoop, PeriodicCallback

CHECK_SECONDS = 3.0


def watch(local: LocalCluster) -> Callable[[], None]:
    """Look every few seconds; a worker found dead twice in a row is restarted. Returns what ends it, before the end."""
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
