"""Features that grow or shrink with the number of voxels by construction: the same texture over twice the region gives
another value.

They say how large a region is as much as what it looks like, and do not compare between regions or grids of different
size. Size and shape are left out, for to grow with the region is what they measure. So are features in units of voxels,
as the length of a run: they depend on the spacing, not on the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.features.names import parse_name


@dataclass(frozen=True)
class Growth:
    """A feature is proportional to this power of the number of voxels, because of this formula."""

    power: int
    formula: str


VOXEL_COUNT: Mapping[str, Growth] = {
    "firstorder_Energy": Growth(1, "Σ x² over the voxels"),
    "firstorder_TotalEnergy": Growth(1, "voxel volume · Σ x² over the voxels"),
    "glrlm_GrayLevelNonUniformity": Growth(1, "Σᵢ (runs of level i)² / runs"),
    "glrlm_RunLengthNonUniformity": Growth(1, "Σⱼ (runs of length j)² / runs"),
    "glszm_GrayLevelNonUniformity": Growth(1, "Σᵢ (zones of level i)² / zones"),
    "glszm_SizeZoneNonUniformity": Growth(1, "Σⱼ (zones of size j)² / zones"),
    "gldm_GrayLevelNonUniformity": Growth(1, "Σᵢ (voxels of level i)² / voxels"),
    "gldm_DependenceNonUniformity": Growth(1, "Σⱼ (voxels of dependence j)² / voxels"),
    "ngtdm_Busyness": Growth(1, "Σᵢ pᵢ sᵢ / Σᵢⱼ |i pᵢ − j pⱼ|, sᵢ summed over the voxels of level i"),
    "ngtdm_Coarseness": Growth(-1, "1 / Σᵢ pᵢ sᵢ, sᵢ summed over the voxels of level i"),
    "ngtdm_Strength": Growth(-1, "Σᵢⱼ (pᵢ + pⱼ)(i − j)² / Σᵢ sᵢ, sᵢ summed over the voxels of level i"),
}
"""Class and feature, the same in every image, to how it grows.

van Griethuysen JJM, et al. Cancer Res 2017;77:e104. doi:10.1158/0008-5472.CAN-17-0339 (formulas as documented there).
"""


def voxel_growth(name: str) -> int:
    """Power of the number of voxels that a feature is proportional to; 0 where it does not depend on it.

    Examples
    --------
    >>> voxel_growth("wavelet-LLH_ngtdm_Coarseness"), voxel_growth("original_glcm_Contrast")
    (-1, 0)
    """
    parts = parse_name(name)
    growth = VOXEL_COUNT.get(f"{parts.feature_class}_{parts.feature}")
    return growth.power if growth else 0
