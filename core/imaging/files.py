"""How volumes, and what is said of them beside them, reach the disk: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from core.errors import SettingError

VOLUME_NAMES = (".nii.gz", ".nii")


def require_volume_path(path: Path) -> None:
    """Raise `SettingError` unless a volume can be written there."""
    if not path.name.endswith(VOLUME_NAMES):
        raise SettingError(f"a volume must be written to a name ending in .nii.gz, but {path.name} does not: rename it")
    if not path.parent.is_dir():
        raise SettingError(f"{path.name} must be written into a folder that exists, but its folder does not: create it")


def bare_name(path: Path) -> str:
    """The name of a volume's file without what says that it is one.

    Examples
    --------
    >>> bare_name(Path("HR.nii.gz"))
    'HR'
    """
    return path.name.removesuffix(".gz").removesuffix(".nii")


def replace_file(path: Path, content: bytes) -> None:
    """Write beside the place and then put it there, so that nobody ever finds half of it."""
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
