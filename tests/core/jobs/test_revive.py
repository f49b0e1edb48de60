"""A worker that is dead and that nobody restarts, or that was let go, is replaced; the task it left goes on."""

import math
import os
import signal
from contextlib import closing

from core.jobs import revive
from core.jobs.cluster import Cluster


def test_a_worker_that_nobody_restarts_comes_back(monkeypatch) -> None:
    monkeypatch.setattr(revive, "CHECK_SECONDS", 0.2)
    with closing(Cluster(workers=1)) as own:
        (worker,) = own._connect().run(os.getpid).values()
        (nanny,) = own._local.workers.values()
        nanny.process.on_exit = lambda _code: None
        os.kill(worker, signal.SIGKILL)
        own.submit(math.sqrt, 4)

        assert list(own.ended()) == [(4, None)]


def test_a_worker_that_was_let_go_is_replaced(monkeypatch) -> None:
    monkeypatch.setattr(revive, "CHECK_SECONDS", 0.2)
    with closing(Cluster(workers=1, gpu=True)) as own:
        own._connect().run(os.getpid)
        ((name, nanny),) = own._local.workers.items()
        del own._local.workers[name]
        own._local.loop.add_callback(nanny.close)
        own.submit(math.sqrt, 4)

        assert list(own.ended()) == [(4, None)]
        assert own.has_gpu
