"""The volumes a network learns from: which files, in which groups, and which subjects are kept aside."""

from __future__ import annotations

import csv
import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from core.errors import HepasrError, UnreadableFile
from core.imaging import read_volume
from core.superres.degrade import TrainingPair, build_pair

log = logging.getLogger(__name__)

HOLD_OUT = 12
"""One subject in about this many is kept aside for reporting."""


@dataclass(frozen=True)
class Entry:
    """A volume to train on: its file, the group of similar volumes, whose it is, and its licence where it is known."""

    path: Path
    group: str
    subject: str
    licence: str = "licence not stated"


@dataclass(frozen=True)
class Corpus:
    """Pairs by group of similar volumes, the pairs that are never trained on, and the entries both came from."""

    groups: tuple[tuple[TrainingPair, ...], ...]
    held_out: tuple[TrainingPair, ...]
    entries: tuple[Entry, ...]


def list_volumes(folder: Path) -> list[Entry]:
    """Volumes to train on.

    With a ``manifest.csv`` (columns file, group, subject, role, and licence_class if known) only rows whose role is
    ``train`` count; without one, every NIfTI file does.
    """
    manifest = folder / "manifest.csv"
    if not manifest.exists():
        return [Entry(path, path.parent.name, path.name) for path in sorted(folder.rglob("*.nii*"))]
    with manifest.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["role"] == "train"]
    unknown = Entry.licence
    return [
        Entry(folder / row["file"], row["group"], row["subject"], row.get("licence_class") or unknown) for row in rows
    ]


def read_corpus(folder: Path) -> Corpus:
    """Read and degrade every volume; unreadable ones are logged and left out.

    Raises
    ------
    UnreadableFile
        The folder holds no volume that can be read.
    """
    groups: dict[str, list[TrainingPair]] = {}
    held_out: list[TrainingPair] = []
    entries: list[Entry] = []
    for entry in list_volumes(folder):
        try:
            pair = build_pair(read_volume(entry.path))
        except HepasrError as error:
            log.warning("%s left out: %s", entry.path.name, error)
            continue
        entries.append(entry)
        (held_out if is_held_out(entry.subject) else groups.setdefault(entry.group, [])).append(pair)
    if not groups:
        raise UnreadableFile("the folder must hold NIfTI volumes, but none could be read: give another --data folder")
    return Corpus(tuple(tuple(pairs) for pairs in groups.values()), tuple(held_out), tuple(entries))


def is_held_out(subject: str) -> bool:
    """Whether a subject is kept for reporting, decided by its name alone."""
    return int(hashlib.sha256(subject.encode()).hexdigest(), 16) % HOLD_OUT == 0
