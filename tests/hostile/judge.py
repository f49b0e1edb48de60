"""Each hostile file at its door: what it hears, how long that takes, and how much memory it makes the process take."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.errors import HepasrError
from tests.hostile.case import Files, Hostile


def open_volume(content: bytes) -> object:
    from core.imaging import read_volume

    return read_volume(content, "scan.nii.gz")


def open_mask(content: bytes) -> object:
    from core.imaging import read_mask, read_volume
    from tests.hostile.nifti import nifti

    return read_mask(content, read_volume(nifti()))


def open_table(content: bytes) -> object:
    from core.intake.sheet import open_sheet

    return open_sheet(content)


def open_mapping(content: bytes) -> object:
    from core.intake.mapping import read_mapping

    return read_mapping(content.decode(errors="replace"))


def open_reliability(content: bytes) -> object:
    from core.features.agreement_table import read_reliability

    return read_reliability(content)


def open_set(folder: Path) -> object:
    from core.prediction_set import read_prediction_set

    return read_prediction_set(folder)


def open_network(folder: Path) -> object:
    from core.superres.network import load_network

    return load_network(folder.name, folder.parent)


DOORS: dict[str, Callable[..., object]] = {
    "volume": open_volume,
    "mask": open_mask,
    "table": open_table,
    "mapping": open_mapping,
    "reliability": open_reliability,
    "set": open_set,
    "network": open_network,
}
"""What opens a file of a stranger, by the name of the door, with the libraries of that door alone; the last two open a
folder."""


def hear(case: Hostile, content: bytes | Files) -> tuple[str, float]:
    """The sentence of refusal, empty when there was none, and the seconds it took."""
    begin = time.perf_counter()
    try:
        if isinstance(content, dict):
            with tempfile.TemporaryDirectory() as name:
                for file, each in content.items():
                    (Path(name) / file).write_bytes(each)
                begin = time.perf_counter()
                DOORS[case.door](Path(name))
        else:
            DOORS[case.door](content)
    except HepasrError as error:
        return str(error), time.perf_counter() - begin
    return "", time.perf_counter() - begin
