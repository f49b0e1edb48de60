"""The volumes a network learns from: which files, in which groups, and which subjects are kept aside."""

from __future__ import annotations

import csv
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import HepasrError, UnreadableFile
from core.imaging import read_volume
from core.superres.pairs import TrainingPair, Truth, build_pair, build_truth, thicken_truth

log = logging.getLogger(__name__)

PARTS = 12
HELD_OUT_PARTS, VALIDATION_PARTS = {0}, {1, 8}
"""Of twelve parts of all subjects, one is kept for the final report and two for choices during development."""
HELD_OUT_SUBJECTS = {"ProstateX-0000"}
"""The pelvis comes from two patients: one to learn from, one to report on."""
THICK = "thick slices"
"""Group of the volumes that were made of isotropic ones by thickening their slices."""
THICKENED_TO = 16
"""Voxels a thickened volume keeps along its slices at least."""


@dataclass(frozen=True)
class Entry:
    """A volume to train on: its file, the group of similar volumes, whose it is, and its licence where it is known."""

    path: Path
    group: str
    subject: str
    licence: str = "licence not stated"


@dataclass(frozen=True)
class Corpus:
    """Truths by group of similar volumes, ideal pairs of subjects kept for choices, and the entries both came from."""

    groups: tuple[tuple[Truth, ...], ...]
    validation: tuple[tuple[TrainingPair, ...], ...]
    entries: tuple[Entry, ...]


def list_volumes(folder: Path) -> list[Entry]:
    """Volumes that may be trained on.

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
    """Read every volume that may be learnt from; unreadable ones are logged and left out, held-out ones never opened.

    Raises
    ------
    UnreadableFile
        The folder holds no volume that can be read.
    """
    groups: dict[str, list[Truth]] = {}
    validation: dict[str, list[TrainingPair]] = {}
    entries: list[Entry] = []
    for entry, truth in _read_truths([entry for entry in list_volumes(folder) if not is_held_out(entry.subject)]):
        entries.append(entry)
        if is_validation(entry.subject):
            validation.setdefault(entry.group, []).append(build_pair(truth))
            continue
        groups.setdefault(entry.group, []).append(truth)
        if thick := _thickened(truth):
            groups.setdefault(THICK, []).extend(thick)
    if not groups:
        raise UnreadableFile(
            "the folder must hold NIfTI volumes to learn from, but none could be read that is not kept aside for "
            "validation or report: give a folder with more subjects"
        )
    return Corpus(tuple(map(tuple, groups.values())), tuple(map(tuple, validation.values())), tuple(entries))


def is_held_out(subject: str) -> bool:
    """Whether a subject is kept for the final report, decided by its name alone."""
    return subject in HELD_OUT_SUBJECTS or _part(subject) in HELD_OUT_PARTS


def is_validation(subject: str) -> bool:
    """Whether a subject is kept for choices during development, decided by its name alone."""
    return not is_held_out(subject) and _part(subject) in VALIDATION_PARTS


def _part(subject: str) -> int:
    return int(hashlib.sha256(subject.encode()).hexdigest(), 16) % PARTS


def _read_truths(entries: list[Entry]) -> Iterator[tuple[Entry, Truth]]:
    for entry in entries:
        try:
            truth = build_truth(read_volume(entry.path))
        except HepasrError as error:
            log.warning("%s left out: %s", entry.path.name, error)
            continue
        yield entry, truth


def _thickened(truth: Truth) -> list[Truth]:
    """Slices 2 and 4 times as thick of a volume with cubic voxels that is large enough."""
    a, _, c = truth.spacing
    if c > 1.2 * a or min(truth.image.shape) < 4 * THICKENED_TO:
        return []
    return [thick for halvings in (1, 2) if (thick := thicken_truth(truth, halvings)) is not None]
