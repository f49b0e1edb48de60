"""Ask a reader that runs in a child process: its answer, its own refusal, or one sentence when it had to be stopped."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from core import errors
from core.confined.serve import OUT_OF_MEMORY
from core.errors import HepasrError, UnreadableFile
from core.threads import WHERE_LOOKED

ROOT = Path(__file__).resolve().parents[2]

AT_ONCE = threading.BoundedSemaphore(2)
"""Children that may live at the same time, whoever asks."""

ONE_THREAD = dict.fromkeys(WHERE_LOOKED, "1")

LOG = logging.getLogger("hepasr.confined")


@dataclass(frozen=True)
class Limits:
    """What a child may use.

    Parameters
    ----------
    memory_mb : address space, on Linux
    seconds : of the processor, and by the clock
    file_mb : the longest file it may write, its answer among them
    """

    memory_mb: int = 1024
    seconds: int = 60
    file_mb: int = 256


def call_confined(
    task: str, content: bytes, limits: Limits | None = None, **words: Any
) -> tuple[dict[str, Any], bytes]:
    """What a reader makes of a file's bytes.

    Parameters
    ----------
    task : ``"core.confined.module:function"``; called with the bytes and `words`, it returns what this does
    content : the foreign file
    limits : the usual ones without
    **words : plain values

    Returns
    -------
    What it tells, as plain values, and bytes

    Raises
    ------
    HepasrError
        The reader's own refusal.
    UnreadableFile
        The reader crashed, or came to a limit.
    """
    limits = limits or Limits()
    order = {"task": task, "words": words, **asdict(limits)}
    with (
        AT_ONCE,
        tempfile.TemporaryDirectory(prefix="hepasr-confined-") as folder,
        tempfile.TemporaryFile(dir=folder) as asked,
        tempfile.TemporaryFile(dir=folder) as answer,
    ):
        asked.write(json.dumps(order).encode() + b"\n")
        asked.write(content)
        asked.seek(0)
        _require_whole(_start(asked, answer, folder, limits), task, limits)
        answer.seek(0)
        return _parse(answer)


def _start(asked: IO[bytes], answer: IO[bytes], folder: str, limits: Limits) -> int | None:
    """The exit status of the child; None when it took too long."""
    try:
        return subprocess.run(
            [sys.executable, "-m", "core.confined.serve"],
            stdin=asked,
            stdout=answer,
            stderr=subprocess.DEVNULL,  # what libraries say there may hold names
            timeout=limits.seconds,
            cwd=ROOT,
            env=os.environ | ONE_THREAD | {"TMPDIR": folder},
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _require_whole(status: int | None, task: str, limits: Limits) -> None:
    if status == 0:
        return
    LOG.warning("%s ended with %s", task, status)
    if status is None:
        came = f"be read within {limits.seconds} s, but this one was not"
    elif status == OUT_OF_MEMORY:
        came = f"be read within {limits.memory_mb} MB of memory, but this one needs more"
    else:
        came = f"be readable to its end, but its reader had to be stopped (status {status})"
    raise UnreadableFile(f"a file must {came}: export it again, or leave parts of it out")


def _parse(answer: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    told: dict[str, Any] = json.loads(answer.readline())
    if "refused" not in told:
        return told, answer.read()
    kind = getattr(errors, told["refused"], UnreadableFile)
    raise (kind if issubclass(kind, HepasrError) else UnreadableFile)(told["sentence"])
