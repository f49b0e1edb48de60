"""One case, measured again as it might have been: another outline, another place of it, more noise.

The perturbed case goes down the same path as the case; what its features do under it says how far they can be relied
on. Knows no feature and no statistic.

References
----------
Zwanenburg A, et al. Assessing robustness of radiomic features by image perturbation. Sci Rep 2019;9:614.
doi:10.1038/s41598-018-36938-4
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from core.errors import EmptyMask, SettingError
from core.imaging.geometry import region_around
from core.values import Case, Mask, Volume

Array = npt.NDArray[np.float64]
Inside = npt.NDArray[np.bool_]
Generator = np.random.Generator

CONTOUR_LENGTH = 4.0
"""Over how many voxel edges a redrawn outline moves together (standard deviation of the smoothing)."""


@dataclass(frozen=True)
class PerturbationSettings:
    """How strongly a case is perturbed; 0 leaves a perturbation out.

    Parameters
    ----------
    outline : how far the outline moves out, and in; unit: the shortest voxel edge, so that thick slices count in mm
    shift : how far the mask moves in the plane of the slices, in voxel edges, in a direction drawn for each case
    contour : root mean square of a smooth random displacement of the outline, in voxel edges
    noise : standard deviation of the Gaussian noise added, as a share of that of the grey values in the mask
    seed : of directions, displacements and noise
    """

    outline: float = 1.0
    shift: float = 1.0
    contour: float = 0.5
    noise: float = 0.1
    seed: int = 20261125

    def __post_init__(self) -> None:
        wrong = {name: value for name, value in asdict(self).items() if not 0 <= value < np.inf}
        if wrong:
            raise SettingError(f"the strength of a perturbation must be 0 or more, but {wrong} came: correct it")


def perturb_case(case: Case, settings: PerturbationSettings) -> dict[str, Case]:
    """The case under each perturbation by name: grown, shrunk, shifted, redrawn, noisy.

    The same case and settings give the same perturbations, whatever else is perturbed.

    Raises
    ------
    EmptyMask
        The region is too small to be shrunk or shifted so far.
    """
    edge = min(case.mask.spacing)
    masks: dict[str, tuple[float, Callable[[float, Generator], Mask]]] = {
        "grown": (settings.outline, lambda distance, _: move_outline(case.mask, distance)),
        "shrunk": (settings.outline, lambda distance, _: move_outline(case.mask, -distance)),
        "shifted": (settings.shift, lambda distance, rng: shift_mask(case.mask, distance, rng)),
        "redrawn": (settings.contour, lambda distance, rng: redraw_outline(case.mask, distance, rng)),
    }
    moved = {
        name: replace(case, mask=perturb(edge * strength, _generator(case, settings, name)))
        for name, (strength, perturb) in masks.items()
        if strength
    }
    if settings.noise:
        noisy = add_noise(case, settings.noise, _generator(case, settings, "noisy"))
        moved["noisy"] = replace(case, volume=noisy)
    return moved


def move_outline(mask: Mask, distance: float) -> Mask:
    """Move the outline of a mask outwards, or inwards where the distance (mm) is negative; raises `EmptyMask`."""
    box = region_around(mask, 2 * abs(distance), minimum=2)
    return _redrawn(mask, box, signed_distance(mask.data[box], mask.spacing) < distance)


def shift_mask(mask: Mask, distance: float, rng: Generator) -> Mask:
    """Move a mask by a distance (mm) in the plane of the slices, in a random direction; raises `EmptyMask`.

    It moves by whole voxels, the nearest to that place: of a part of a voxel a mask knows nothing.
    """
    spacing = np.array(mask.spacing)
    plane = np.sort(np.argsort(spacing, kind="stable")[:2])
    angle = rng.uniform(0, 2 * np.pi)
    offset = np.zeros(3)
    offset[plane] = np.rint(distance * np.array([np.cos(angle), np.sin(angle)]) / spacing[plane])
    box = region_around(mask, distance, minimum=2)
    return _redrawn(mask, box, ndimage.shift(mask.data[box], offset, order=0, mode="constant"))


def redraw_outline(mask: Mask, distance: float, rng: Generator) -> Mask:
    """Displace the outline by a smooth random field with this root mean square (mm); raises `EmptyMask`.

    Where Zwanenburg et al. draw supervoxels, the outline here wanders, as that of another reader does.
    """
    box = region_around(mask, 5 * distance, minimum=2)
    length = CONTOUR_LENGTH * min(mask.spacing) / np.array(mask.spacing)
    field = ndimage.gaussian_filter(rng.standard_normal(mask.data[box].shape), length, mode="wrap")
    field *= distance / np.sqrt((field**2).mean())
    return _redrawn(mask, box, signed_distance(mask.data[box], mask.spacing) < field)


def add_noise(case: Case, share: float, rng: Generator) -> Volume:
    """Add Gaussian noise to the whole volume, its SD a share of that of the grey values in the mask."""
    spread = float(case.volume.data[case.mask.data].std(dtype=np.float64))
    noise = rng.normal(0, share * spread, case.volume.shape)
    return Volume(case.volume.data + noise, case.volume.affine)


def signed_distance(inside: Inside, spacing: tuple[float, float, float]) -> Array:
    """Distance of every voxel's centre to the surface of a region, (I, J, K) mm, negative inside.

    The surface is taken to lie half the shortest voxel edge before the nearest centre on its other side.

    Examples
    --------
    >>> signed_distance(np.array([[[False, True, True]]]), (1.0, 1.0, 1.0)).tolist()
    [[[0.5, -0.5, -1.5]]]
    """
    half = min(spacing) / 2
    outwards = ndimage.distance_transform_edt(~inside, sampling=spacing)
    inwards = ndimage.distance_transform_edt(inside, sampling=spacing)
    return np.asarray(np.where(inside, half - inwards, outwards - half))


def _redrawn(mask: Mask, box: tuple[slice, slice, slice], inside: Inside) -> Mask:
    if not inside.any():
        raise EmptyMask(
            f"a perturbed mask must still mark a voxel, but of {mask.voxel_count} none is left: perturb less, or leave "
            "this small region out"
        )
    data = np.zeros(mask.shape, dtype=bool)
    data[box] = inside
    return replace(mask, data=data)


def _generator(case: Case, settings: PerturbationSettings, name: str) -> Generator:
    return np.random.default_rng([settings.seed, *(zlib.crc32(text.encode()) for text in (case.case_id, name))])
