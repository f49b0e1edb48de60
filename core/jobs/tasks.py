"""What a worker process does. Everything heavy is imported here, inside the worker, and nowhere in the server."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Cancelled, JobFailed
from core.failures import Naming
from core.threads import limit_threads
from core.workup import OnProgress, Workup

if TYPE_CHECKING:
    from core.features.check import Comparison
    from core.features.params import ExtractionParams

NICENESS = 10
"""Workers yield to the server, so that pages stay responsive on two cores."""
CORES = max((os.cpu_count() or 2) - 1, 1)
"""One core is left to the server."""


def prepare_worker(folder: Path) -> None:
    """Lower the priority of this process and tie its life to the server's; called once when it starts.

    Parameters
    ----------
    folder : what the server writes progress to; removed when the server is gone
    """
    os.nice(NICENESS)
    limit_threads(CORES)
    threading.Thread(target=_follow_parent, args=(folder,), daemon=True).start()


def load_libraries() -> None:
    """Load what a prediction needs, so that the first one does not wait for it."""
    import core.pipeline  # noqa: F401
    from core.features.engine.warm import load_kernels

    load_kernels()


def check(workup: Workup, params: ExtractionParams, status_file: Path) -> dict[str, Comparison]:
    """The arms of a work-up measured again by the engine and by pyradiomics, each on the same number of threads."""
    from core.stock_check import check_arms, list_arms

    return check_arms(list_arms(workup), params, follow(status_file), CORES)


def require_same_code(code: str) -> None:
    """Raise `JobFailed` unless this process runs the version of the code that whoever asks runs."""
    from core.store.identity import code_version

    if code != code_version():
        raise JobFailed("all workers must run the code of whoever asks, but one runs another: restart it with the same")


def compute(task: Callable[..., Any], *arguments: Any) -> Any:
    """What a task returns; an error that nobody foresaw comes as `Unforeseen`."""
    with Naming():
        return task(*arguments)


def compute_same(code: str, task: Callable[..., Any], *arguments: Any) -> Any:
    """The same on a worker elsewhere, which must run the same code."""
    require_same_code(code)
    return compute(task, *arguments)


def follow(status_file: Path) -> OnProgress:
    """What a task calls as it goes on: it writes how far it is, and raises `Cancelled` once it is not wanted."""

    def report(share: float, name: str) -> None:
        if cancel_file(status_file).exists():
            raise Cancelled(f"the step {name} must be wanted to begin, but it was cancelled: start again when needed")
        write_progress(status_file, share, name)

    report(0.0, "start")
    return report


def cancel_file(status_file: Path) -> Path:
    """The file whose presence asks a task to end."""
    return status_file.with_suffix(".cancel")


def _follow_parent(folder: Path) -> None:
    """End with the server: a killed one cannot stop its workers, and they would hold their memory for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def write_progress(path: Path, fraction: float, message: str) -> None:
    """Replace the progress file at once, so that a reader never sees half of it."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps({"fraction": fraction, "message": message}), encoding="utf-8")
    part.replace(path)
