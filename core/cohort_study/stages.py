"""Stages of long work that is taken up again: not done twice for the same inputs unless a file was lost or altered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.report.files import replace_text
from core.values import Cohort

RECORD = "stages.json"


@dataclass
class Stages:
    """The stages done in a folder.

    Parameters
    ----------
    folder : where they write
    resumed : names of those found done
    """

    folder: Path
    resumed: list[str] = field(default_factory=list)

    def perform(self, name: str, inputs: str, work: Callable[[], Iterable[str]]) -> None:
        """Do a stage unless it was done with these inputs and its files are as it left them.

        Parameters
        ----------
        inputs : digest of all that decides what comes of it
        work : writes files into the folder and says their names
        """
        record = self._read()
        if self._is_done(record.get(name), inputs):
            self.resumed.append(name)
            return
        files = {file: _digest_file(self.folder / file) for file in work()}
        record[name] = {"inputs": inputs, "files": files}
        replace_text(self.folder / RECORD, json.dumps(record, indent=1, ensure_ascii=False) + "\n")

    def _is_done(self, known: Mapping[str, Any] | None, inputs: str) -> bool:
        if known is None or known["inputs"] != inputs:
            return False
        return all(_digest_file(self.folder / file) == digest for file, digest in known["files"].items())

    def _read(self) -> dict[str, Any]:
        path = self.folder / RECORD
        try:
            record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record


def digest_of(*parts: object) -> str:
    """SHA-256 of what decides a stage: cohorts by their content, everything else by what it says of itself."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(_content(part) if isinstance(part, Cohort) else _said(part).encode())
    return digest.hexdigest()


def _content(cohort: Cohort) -> bytes:
    columns = {each.name: getattr(cohort, each.name) for each in fields(cohort)}
    columns |= {arm: table.values for arm, table in cohort.features.items()}
    parts = [repr((cohort.event_name, [(arm, table.params_digest) for arm, table in cohort.features.items()])).encode()]
    for name, rows in columns.items():
        if isinstance(rows, pd.Series | pd.DataFrame):
            frame = pd.DataFrame(rows)
            numbers, others = frame.select_dtypes("number"), frame.select_dtypes(exclude="number")
            parts += [repr((name, list(numbers.columns), list(others.columns))).encode()]
            parts += [numbers.to_numpy(dtype=float).tobytes()]  # a thousand features at once, not one by one
            parts += [np.asarray(pd.util.hash_pandas_object(others)).tobytes()]
    return b"".join(parts)


def _said(part: object) -> str:
    """The text of a value: of a set in order, since its order is chance; of a dataclass what makes two unequal."""
    if is_dataclass(part):
        return _said({each.name: getattr(part, each.name) for each in fields(part) if each.compare})
    if isinstance(part, Mapping):
        return repr([(key, _said(item)) for key, item in part.items()])
    if isinstance(part, list | tuple | frozenset):
        items = [_said(item) for item in part]
        return repr(sorted(items) if isinstance(part, frozenset) else items)
    return repr(part)


def _digest_file(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
