"""Volumes whose fine image is known: which files they are, and the honest truth each one holds."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import HepasrError, UnreadableFile
from core.imaging import read_mask, read_volume
from core.superres.corpus import is_held_out, is_validation
from core.superres.truth import prepare_truth
from core.values import Mask, Volume

GROUPS = {
    "brain_msd_hippocampus": "hippocampus",
    "body_sts_t1": "sarcoma",
    "abdomen_chaos_t2_resampled": "liver",
    "pelvis_prostatex": "prostate",
}
"""Groups of a manifest that the bars know by the name of what they show; others keep their own."""
LABELS = {"abdomen_chaos_t2_resampled": 1}
"""Group of volumes to the label of its masks that is the region, where they hold several (CHAOS: 1 is the liver)."""
MASKS = "masks"
"""Sub-folder that holds each volume's mask under the volume's own relative path, where no manifest says otherwise."""


@dataclass(frozen=True)
class SampleFile:
    """Where a volume lies, the group of similar ones it belongs to, whose it is, and its mask where it has one."""

    path: Path
    group: str
    subject: str
    mask: Path | None = None
    label: int | None = None

    @property
    def name(self) -> str:
        """File name without suffix."""
        return self.path.name.split(".")[0]


@dataclass(frozen=True, eq=False)
class Sample:
    """A truth to be measured at half its resolution and restored.

    Parameters
    ----------
    truth : even numbers of voxels, only axes that hold what they promise (see `prepare_truth`)
    mask : the region features are taken of, on the grid of the truth
    halved : axes whose upper frequencies were empty
    note : why there is no mask although a file was named; empty otherwise
    """

    name: str
    group: str
    subject: str
    truth: Volume
    mask: Mask | None = None
    halved: tuple[int, ...] = ()
    note: str = ""


def list_samples(
    folder: Path,
    groups: Iterable[str] = (),
    limit: int | None = None,
    validation: bool = False,
    label: int | None = None,
) -> list[SampleFile]:
    """Files that were kept from training.

    Parameters
    ----------
    folder : with a ``manifest.csv`` (columns file, group, subject, role, and mask if there are any): rows whose role is
        ``evaluate`` and held-out subjects of the others. Without one, every NIfTI file.
    groups : only these, by their names in the manifest or in `GROUPS`; all when empty
    limit : at most so many of each group, in the order of the manifest
    validation : the subjects kept for choices during development instead
    label : of masks that hold several, in groups `LABELS` does not know

    Raises
    ------
    UnreadableFile
        No such volume is there.
    """
    wanted = {GROUPS.get(group, group) for group in groups}
    files = [file for file in _list_files(folder, validation, label) if not wanted or file.group in wanted]
    by_group: dict[str, list[SampleFile]] = {}
    for file in files:
        by_group.setdefault(file.group, []).append(file)
    chosen = [file for members in by_group.values() for file in members[:limit]]
    if not chosen:
        asked = f" of the groups {', '.join(sorted(wanted))}" if wanted else ""
        raise UnreadableFile(
            f"the folder must hold volumes{asked} that were kept from training, but none is there: give another --data"
        )
    return chosen


def read_sample(file: SampleFile) -> Sample:
    """Read a volume and its mask and prepare the truth; a mask that cannot be used is left out with a note.

    Raises
    ------
    HepasrError
        The volume cannot be read.
    """
    volume, mask, note = read_volume(file.path), None, ""
    if file.mask is not None:
        try:
            mask = read_mask(file.mask, volume, file.label)
        except HepasrError as error:
            note = f"without its mask: {error}"
    truth, honest, halved = prepare_truth(volume, mask)
    if honest is not None and not honest.voxel_count:
        honest, note = None, "without its mask: none of its voxels is half marked on the honest grid"
    return Sample(file.name, file.group, file.subject, truth, honest, halved, note)


def _list_files(folder: Path, validation: bool, label: int | None) -> list[SampleFile]:
    manifest = folder / "manifest.csv"
    if manifest.exists():
        with manifest.open(newline="", encoding="utf-8") as lines:
            return [_from_row(folder, row, label) for row in csv.DictReader(lines) if _is_wanted(row, validation)]
    volumes = sorted(path for path in folder.rglob("*.nii*") if path.relative_to(folder).parts[0] != MASKS)
    masks = [folder / MASKS / path.relative_to(folder) for path in volumes]
    return [
        SampleFile(path, path.parent.name, path.name.split(".")[0], mask if mask.exists() else None, label)
        for path, mask in zip(volumes, masks, strict=True)
    ]


def _from_row(folder: Path, row: Mapping[str, str], label: int | None) -> SampleFile:
    mask = folder / row["mask"] if row.get("mask") else None
    group = row["group"]
    return SampleFile(folder / row["file"], GROUPS.get(group, group), row["subject"], mask, LABELS.get(group, label))


def _is_wanted(row: Mapping[str, str], validation: bool) -> bool:
    trained = row["role"] == "train"
    if validation:
        return trained and is_validation(row["subject"])
    return row["role"] == "evaluate" or (trained and is_held_out(row["subject"]))
