"""Text of strangers made into plain values under limits: JSON, TOML, and names that are to stand for a folder.

Python's parsers end in a `RecursionError` for text that is nested deeply, take ``NaN`` for JSON, and have no limit.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

MOST_CHARACTERS = 16 * 1024**2
"""Far above any card, model or mapping."""


def parse_json(text: str) -> Any:
    """The values of a JSON text; raises `ValueError` when it is none, too long or nested too deeply, or holds NaN."""
    try:
        return json.loads(_bounded(text), parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def parse_toml(text: str) -> dict[str, Any]:
    """The values of a TOML text; raises `ValueError` when it is none, too long or nested too deeply."""
    try:
        return tomllib.loads(_bounded(text))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def is_plain_name(name: object) -> bool:
    """Whether a name stands for itself in whatever folder it is looked for, and leads nowhere else."""
    if not isinstance(name, str) or name in ("", ".", "..") or "\0" in name:
        return False
    return PurePosixPath(name).name == name == PureWindowsPath(name).name


def _bounded(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"it has {len(text):,} characters, where {MOST_CHARACTERS:,} are many")
    return text


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")
