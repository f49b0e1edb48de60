"""What the log keeps of an error nobody foresaw: an id, its kind and where it happened, never what it said.

What an exception says may hold names of patients, files and folders. Its kind and its lines of code do not, and tell as
much to those who keep the server. The log is standard error, or the file that HEPASR_LOG names.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys
import traceback
from contextlib import AbstractContextManager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.errors import HepasrError, Unforeseen

ROOT = Path(__file__).resolve().parents[1]
LOG = logging.getLogger("hepasr")
FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"

LOG_BYTES, LOG_FILES = 5 * 1024**2, 5
"""Size at which a log file is put aside, and how many are kept."""

TELLING = ("streamlit.error_util",)
"""Loggers of libraries that write down what an exception says."""


def set_up_log() -> None:
    """Give the project's log its place, once; libraries no longer write down what exceptions say."""
    if LOG.handlers:
        return
    where = os.environ.get("HEPASR_LOG")
    handler = (
        RotatingFileHandler(where, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
        if where
        else logging.StreamHandler(sys.stderr)
    )
    handler.setFormatter(logging.Formatter(FORM))
    LOG.addHandler(handler)
    for name in TELLING:
        logging.getLogger(name).addFilter(lambda record: record.exc_info is None)


def record_failure(error: BaseException) -> Unforeseen:
    """Log an error; what is told of it, with the id by which whoever sees it can name it."""
    named = error if isinstance(error, Unforeseen) else Unforeseen(*_name(error))
    LOG.error("%s %s", named.failure_id, named.places)
    return named


class Naming(AbstractContextManager[None]):
    """In a worker: an error that nobody foresaw goes on as `Unforeseen`, for only there is known where it happened."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Raise `Unforeseen` in place of an error that is no `HepasrError`."""
        if isinstance(error, Exception) and not isinstance(error, HepasrError):
            raise Unforeseen(*_name(error)) from None


def describe_failure(error: BaseException) -> str:
    """Kinds and lines of code of an error and of what caused it, the innermost first; no text of any of them."""
    said = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        frames = traceback.extract_tb(cause.__traceback__)
        places = [f"{_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in reversed(frames)]
        said.append(f"{type(cause).__name__} at {' < '.join(places) or 'an unknown place'}")
        cause = cause.__cause__ or cause.__context__
    return " caused by ".join(said)


def _name(error: BaseException) -> tuple[str, str, str]:
    return type(error).__name__, secrets.token_hex(4), describe_failure(error)


def _place(filename: str) -> str:
    """The path below the project or below the libraries."""
    path = Path(filename)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-3:])
