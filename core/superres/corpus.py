"""The volumes a network learns from: which files, in which groups, and which subjects are kept aside."""

from __future__ import annotations

import csv
import hashlib
import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from core.errors import HepasrError, UnreadableFile
from core.imaging import read_volume
from core.superres.degrade import TrainingPair, build_pair

log = logging.getLogger(__name__)

HOLD_OUT = 12
"""One subject in about this many is kept aside for reporting."""


@dataclass(frozen=True)
class Corpus:
    """Pairs by group of similar volumes, and the pairs that are never trained on."""

    groups: tuple[tuple[TrainingPair, ...], ...]
    held_out: tuple[TrainingPair, ...]
    files: tuple[str, ...]
    counts: dict[str, int]


def list_volumes(folder: Path) -> list[tuple[Path, str, str]]:
    """Volumes to train on as (path, group, subject).

    With a ``manifest.csv`` (columns file, group, subject, role) only rows whose role is ``train`` count; without one,
    every NIfTI file does.
    """
    manifest = folder / "manifest.csv"
    if not manifest.exists():
        return [(path, path.parent.name, path.name) for path in sorted(folder.rglob("*.nii*"))]
    with manifest.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["role"] == "train"]
    return [(folder / row["file"], row["group"], row["subject"]) for row in rows]


def read_corpus(folder: Path) -> Corpus:
    """Read and degrade every volume; unreadable ones are logged and left out.

    Raises
    ------
    UnreadableFile
        The folder holds no volume that can be read.
    """
    groups: dict[str, list[TrainingPair]] = {}
    held_out: list[TrainingPair] = []
    files: list[str] = []
    counts: Counter[str] = Counter()
    for path, group, subject in list_volumes(folder):
        try:
            pair = build_pair(read_volume(path))
        except HepasrError as error:
            log.warning("%s left out: %s", path.name, error)
            continue
        files.append(path.name)
        counts[group] += 1
        (held_out if is_held_out(subject) else groups.setdefault(group, [])).append(pair)
    if not groups:
        raise UnreadableFile("the folder must hold NIfTI volumes, but none could be read: give another --data folder")
    return Corpus(tuple(tuple(pairs) for pairs in groups.values()), tuple(held_out), tuple(files), dict(counts))


def is_held_out(subject: str) -> bool:
    """Whether a subject is kept for reporting, decided by its name alone."""
    return int(hashlib.sha256(subject.encode()).hexdigest(), 16) % HOLD_OUT == 0
