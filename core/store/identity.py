"""What makes two pieces of work the same: their inputs, their parameters, and the code. Loads no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parents[1]
JOB_DIGITS = 32
"""Hex digits of a job's id, which stands in addresses."""


@cache
def code_version() -> str:
    """SHA-256 over every Python file of core, first 16 digits: any change of the code is another version."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*.py")):
        digest.update(path.relative_to(SOURCES).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def canonical(content: Any) -> str:
    """JSON of one form: sorted keys, no spaces; raises `ValueError` for a number that is not finite."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_json(content: Any) -> str:
    """SHA-256 of what can be written as JSON, however its keys are ordered."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def identify(kind: str, inputs: Mapping[str, str], params: Mapping[str, Any], code: str, case_id: str = "") -> str:
    """The id of what is made in this way: equal work has an equal id.

    Parameters
    ----------
    kind : e.g. ``"features"``
    inputs : role to digest
    params : what was chosen, as it can be written as JSON
    code : see `code_version`
    case_id : where it belongs, so that the same image of two cases is kept for each
    """
    return digest_json([kind, dict(inputs), dict(params), code, case_id])


def identify_job(kind: str, inputs: Mapping[str, str], params: Mapping[str, Any]) -> str:
    """The id of a job of this code: the same case with the same parameters is the same job."""
    return identify(kind, inputs, params, code_version())[:JOB_DIGITS]
