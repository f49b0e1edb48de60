"""How far two outlines of one lesion lie apart: Dice, surface distances and volumes of two masks on one grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from core.errors import EmptyMask, GeometryMismatch
from core.values import Mask

Voxels = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class MaskAgreement:
    """Two masks compared.

    Parameters
    ----------
    dice : 0–1
    mean_distance_mm : mean distance from each surface voxel to the other surface, both ways
    hausdorff_95_mm : the larger of the two 95th percentiles of these distances
    volume_difference : second minus first, per cent of the first
    """

    dice: float
    mean_distance_mm: float
    hausdorff_95_mm: float
    volume_difference: float


def compare_masks(first: Mask, second: Mask) -> MaskAgreement:
    """Compare two masks of one lesion.

    Raises
    ------
    GeometryMismatch
        They lie on different grids.
    EmptyMask
        One of them marks nothing.

    Notes
    -----
    A surface voxel is a marked voxel with an unmarked face neighbour; distances run between voxel centres.

    References
    ----------
    Taha AA, Hanbury A. Metrics for evaluating 3D medical image segmentation. BMC Med Imaging 2015;15:29.
    doi:10.1186/s12880-015-0068-x
    Dice LR. Measures of the amount of ecologic association between species. Ecology 1945;26:297-302.
    doi:10.2307/1932409
    """
    if first.data.shape != second.data.shape or not np.allclose(first.affine, second.affine, atol=1e-4):
        raise GeometryMismatch("two outlines must lie on one grid, but these do not: draw both on one image")
    sizes = int(first.data.sum()), int(second.data.sum())
    if not all(sizes):
        raise EmptyMask("an outline must mark a voxel, but one of the two is empty: draw it again")
    spacing = np.sqrt((first.affine[:3, :3] ** 2).sum(axis=0))
    box = ndimage.find_objects((first.data | second.data).astype(np.uint8))[0]
    there, back = _distances(first.data[box], second.data[box], spacing)
    return MaskAgreement(
        dice=2 * int((first.data & second.data).sum()) / sum(sizes),
        mean_distance_mm=float(np.concatenate([there, back]).mean()),
        hausdorff_95_mm=float(max(np.percentile(there, 95), np.percentile(back, 95))),
        volume_difference=100 * (sizes[1] - sizes[0]) / sizes[0],
    )


def _distances(first: Voxels, second: Voxels, spacing: npt.NDArray[np.float64]) -> list[npt.NDArray[np.float64]]:
    """Distance of each surface voxel of one mask to the surface of the other, first to second and back, mm."""
    surfaces = [mask & ~ndimage.binary_erosion(mask) for mask in (first, second)]
    to_surface = [ndimage.distance_transform_edt(~surface, sampling=spacing) for surface in surfaces]
    return [to_surface[1][surfaces[0]], to_surface[0][surfaces[1]]]
