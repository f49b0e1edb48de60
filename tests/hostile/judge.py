"""Each hostile file at its door: what it hears, how long that takes, and how much memory it makes the process take."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.errors import HepasrError
from core.features.agreement_table import read_reliability
from core.imaging import read_mask, read_volume
from core.intake.mapping import read_mapping
from core.intake.sheet import open_sheet
from core.prediction_set import read_prediction_set
from tests.hostile import masks, models, nifti, others, tables, workbooks
from tests.hostile.case import Files, Hostile

CASES = nifti.CASES + others.CASES + masks.CASES + tables.CASES + workbooks.CASES + models.CASES + models.NETWORK_CASES


def open_mask(content: bytes) -> object:
    return read_mask(content, read_volume(nifti.nifti()))


def open_network(folder: Path) -> object:
    from core.superres.network import load_network

    return load_network(folder.name, folder.parent)


DOORS: dict[str, Callable[..., object]] = {
    "volume": lambda content: read_volume(content, "scan.nii.gz"),
    "mask": open_mask,
    "table": open_sheet,
    "mapping": lambda content: read_mapping(content.decode(errors="replace")),
    "reliability": read_reliability,
    "set": read_prediction_set,
    "network": open_network,
}
"""What opens a file of a stranger, by the name of the door; the last two open a folder."""


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
