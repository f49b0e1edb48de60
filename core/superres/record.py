"""What is written beside a super-resolved volume: how it was made, from what, and what it is not.

One JSON object in a file named like the volume, so that nobody has to trust a file name. It holds what another person
needs to make the same voxels again: the digest of the source, the region, the weights and every choice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from core.disclaimer import RESEARCH_ONLY, SYNTHESISED
from core.imaging.files import bare_name, replace_file
from core.imaging.nifti import SCANNER, write_volume
from core.superres.infer import Reconstruction
from core.superres.tiles import Region, whole_region
from core.values import Volume

LIBRARIES = ("numpy", "scipy", "torch", "nibabel")
PARTS = ("measured", "added")
ADDED_ONLY = "Detail a network added to the measurement; it may not exist; not for reading."


def write_reconstruction(
    made: Reconstruction,
    source: Volume,
    region: Region | None,
    path: Path,
    space: int = SCANNER,
    parts: bool = False,
) -> dict[str, Any]:
    """Write the volume, its parts where asked for, and last the record beside them; returns the record.

    Parameters
    ----------
    made : what `reconstruct` returned
    source : the whole volume it was made from
    region : what of it was super-resolved; everything when None
    path : name ending in .nii.gz; HR.nii.gz gets HR.json, and with `parts` HR-measured.nii.gz and HR-added.nii.gz
    space : NIfTI code of what positions are measured from
    """
    volumes = {path: (made.volume, SYNTHESISED)}
    if parts:
        volumes[part_path(path, "measured")] = (made.measured, RESEARCH_ONLY)
        volumes[part_path(path, "added")] = (made.added, ADDED_ONLY)
    for place, (volume, said) in volumes.items():
        write_volume(volume, place, said, space)
    record = describe_reconstruction(made, source, region) | {"files": [place.name for place in volumes]}
    text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False)
    replace_file(record_path(path), f"{text}\n".encode())
    return record


def describe_reconstruction(made: Reconstruction, source: Volume, region: Region | None = None) -> dict[str, Any]:
    """All that a super-resolved volume was made from and with, as plain values for JSON."""
    box = region or whole_region(source.shape)
    return {
        "source": describe_grid(source),
        "region": [[side.start, side.stop] for side in box],
        "super_resolved": describe_grid(made.volume),
        "made_by": dict(made.record),
        "versions": {library: version(library) for library in LIBRARIES},
        "notice": f"{RESEARCH_ONLY} {SYNTHESISED}",
    }


def describe_grid(volume: Volume) -> Mapping[str, Any]:
    """Where a volume lies (mm, RAS+), and the digest of grid and voxels as this software reads them."""
    return {
        "sha256": volume.digest,
        "shape": list(volume.shape),
        "spacing_mm": list(volume.spacing),
        "affine": volume.affine.tolist(),
    }


def record_path(path: Path) -> Path:
    """Where the record of a volume stands: HR.json for HR.nii.gz."""
    return path.with_name(f"{bare_name(path)}.json")


def part_path(path: Path, part: str) -> Path:
    """Where one of the `PARTS` of a volume stands: HR-added.nii.gz for HR.nii.gz."""
    return path.with_name(path.name.replace(bare_name(path), f"{bare_name(path)}-{part}", 1))
