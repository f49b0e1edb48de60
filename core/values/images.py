"""Volume, Mask and Case: arrays that know where they lie in the patient.

Affines map voxel centres (i, j, k) to RAS+ world millimetres, as in NIfTI. Arrays keep the order of the file: nothing
is flipped on reading, so what is written back lies where it came from. This file knows no file format and no screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import EmptyMask, GeometryMismatch, ImageContent
from core.values.frozen import FrozenMapping

GRID_TOLERANCE_MM = 0.01

Array = npt.NDArray[Any]
Geometry = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Image:
    """What Volume and Mask share: an array on a grid, compared by content."""

    data: Array
    affine: Geometry

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, _Image) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, f.name) for f in fields(self))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over kind, shape, affine and voxel bytes."""
        head = f"{type(self).__name__}{self.data.shape}".encode()
        return hashlib.sha256(head + self.affine.tobytes() + self.data.tobytes()).hexdigest()

    @property
    def shape(self) -> tuple[int, int, int]:
        """Voxels along each stored axis."""
        i, j, k = self.data.shape
        return i, j, k

    @property
    def spacing(self) -> tuple[float, float, float]:
        """Distance of neighbouring voxel centres along each stored axis, mm."""
        x, y, z = np.linalg.norm(self.affine[:3, :3], axis=0)
        return float(x), float(y), float(z)

    @property
    def voxel_volume(self) -> float:
        """Volume of one voxel, mm³."""
        return float(abs(np.linalg.det(self.affine[:3, :3])))

    @property
    def orientation(self) -> str:
        """Where each stored axis points, e.g. ``"LPS"``; the nearest anatomical direction when oblique."""
        direction = self.affine[:3, :3] / np.asarray(self.spacing)
        axes = np.abs(direction).argmax(axis=0)
        letters = ("LR", "PA", "IS")
        return "".join(letters[a][int(direction[a, n] > 0)] for n, a in enumerate(axes))


@dataclass(frozen=True, eq=False)
class Volume(_Image):
    """A scalar image on a regular grid.

    Parameters
    ----------
    data : (I, J, K), finite, any real type; stored as float32
    affine : (4, 4), mm, RAS+
    """

    def __post_init__(self) -> None:
        _store(self, np.array(self.data, dtype=np.float32, order="C"))
        bad = int(self.data.size - np.isfinite(self.data).sum())
        if bad:
            raise ImageContent(
                f"every voxel must be a finite number, but {bad} of {self.data.size} are NaN or infinite: "
                "export the volume again"
            )


@dataclass(frozen=True, eq=False)
class Mask(_Image):
    """The voxels that belong to a region of interest.

    Parameters
    ----------
    data : (I, J, K), bool
    affine : (4, 4), mm, RAS+
    name : what the region is called on screen
    note : what was done to it on reading, e.g. an axis flipped; shown on screen
    """

    name: str = "lesion"
    note: str = ""

    def __post_init__(self) -> None:
        _store(self, np.array(self.data, dtype=bool, order="C"))

    @cached_property
    def voxel_count(self) -> int:
        """Number of marked voxels."""
        return int(self.data.sum())

    @property
    def volume_ml(self) -> float:
        """Marked volume, millilitres."""
        return self.voxel_count * self.voxel_volume / 1000.0

    @cached_property
    def bounding_box(self) -> tuple[slice, slice, slice]:
        """Smallest box of voxels that holds every marked one; raises `EmptyMask` when there is none."""
        if not self.voxel_count:
            message = "the mask must mark at least one voxel, but it marks none: check the label and export it again"
            raise EmptyMask(message)
        i, j, k = (np.flatnonzero(self.data.any(axis=others)) for others in ((1, 2), (0, 2), (0, 1)))
        return slice(int(i[0]), int(i[-1]) + 1), slice(int(j[0]), int(j[-1]) + 1), slice(int(k[0]), int(k[-1]) + 1)


@dataclass(frozen=True, eq=False)
class Case:
    """One patient's volume with the region to measure, and what is known of the patient.

    Raises `GeometryMismatch` when shapes differ or corners of the grids lie more than 0.01 mm apart, `EmptyMask` when
    the mask marks no voxel.
    """

    case_id: str
    volume: Volume
    mask: Mask
    clinical: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clinical", FrozenMapping(self.clinical))
        if not same_grid(self.volume, self.mask):
            raise GeometryMismatch(
                f"volume and mask must lie on one grid (0.01 mm), but the volume is {describe_grid(self.volume)} "
                f"and the mask is {describe_grid(self.mask)}: export both from the same series"
            )
        _ = self.mask.bounding_box

    @cached_property
    def digest(self) -> str:
        """SHA-256 over volume, mask and clinical values."""
        clinical = repr(sorted(self.clinical.items()))
        return hashlib.sha256(f"{self.volume.digest}{self.mask.digest}{clinical}".encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self.case_id == other.case_id and self.digest == other.digest

    def __hash__(self) -> int:
        return hash((self.case_id, self.digest))


def corners(image: Volume | Mask) -> Geometry:
    """World positions of the eight outer voxel-edge corners, (8, 3) mm."""
    edges = np.array(np.meshgrid(*[(-0.5, n - 0.5) for n in image.shape], indexing="ij")).reshape(3, 8)
    positions: Geometry = (image.affine[:3, :3] @ edges).T + image.affine[:3, 3]
    return positions


def same_grid(one: Volume | Mask, other: Volume | Mask, tolerance_mm: float = GRID_TOLERANCE_MM) -> bool:
    """Whether both have equal shape and no outer corner lies further apart than the tolerance."""
    return one.shape == other.shape and bool(np.abs(corners(one) - corners(other)).max() <= tolerance_mm)


def describe_grid(image: Volume | Mask) -> str:
    """Shape, spacing, origin and orientation in one phrase for messages."""
    shape = "×".join(map(str, image.shape))
    spacing = "×".join(f"{s:.3f}" for s in image.spacing)
    origin = ", ".join(f"{o:.2f}" for o in image.affine[:3, 3])
    return f"{shape} voxels of {spacing} mm, {image.orientation}, origin ({origin}) mm"


def _store(image: _Image, data: Array) -> None:
    affine = np.array(image.affine, dtype=np.float64)
    if data.ndim != 3 or min(data.shape) < 1:
        raise ImageContent(
            f"an image must have three non-empty axes, but this one has shape {data.shape}: choose one 3D frame"
        )
    if affine.shape != (4, 4) or not np.isfinite(affine).all() or abs(np.linalg.det(affine[:3, :3])) < 1e-12:
        raise ImageContent(
            "the affine must be a finite, invertible 4×4 matrix, but it is not: re-export with a valid orientation"
        )
    for name, value in (("data", data), ("affine", affine)):
        value.setflags(write=False)
        object.__setattr__(image, name, value)
