"""Does a small lesion survive? A sphere of known contrast is added to a fine volume, measured, and restored.

What the method makes of the volume without it is subtracted, so that only the lesion is left. Two things are asked: is
its contrast integral (contrast times volume) what it was, and how much of its greatest contrast is still there.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from core.imaging.geometry import crop_volume
from core.proof.checks import simulate_texture
from core.proof.methods import Method
from core.superres.acquire import measure_volume
from core.superres.degrade import Degradation
from core.superres.quality import intensity_span
from core.values import Volume

Array = npt.NDArray[np.float64]

DIAMETERS_MM = (3.0, 4.0, 5.0, 6.0)
CONTRASTS = {"bright": 0.3, "dark": -0.3}
"""Of the lesion, as share of the volume's range."""
REACH = 32
"""Fine voxels of the volume kept to each side of the lesion."""
NEAR = 6
"""Fine voxels around the lesion within which its local integral is taken."""
SUBDIVISIONS = 8
"""Points along each axis at which a voxel is tested for lying in the sphere."""


def insert_lesions(volume: Volume, methods: Mapping[str, Method], centre: Array | None = None) -> list[dict[str, Any]]:
    """What becomes of bright and dark spheres in a fine volume, by diameter and method.

    Parameters
    ----------
    volume : the truth they are added to
    centre : (3,), voxels; the middle of the volume when omitted

    Returns
    -------
    Rows with diameter_mm, contrast, method; integral_kept of the whole volume, integral_near around the lesion, and
    peak_kept; 1 is unchanged
    """
    middle = (np.array(volume.shape) - 1) / 2 if centre is None else np.asarray(centre, float)
    part, centre = _surroundings(volume, middle)
    plain = measure_volume(part, Degradation())
    restored = {name: method(plain, "3D").data for name, method in methods.items()}
    rows = []
    for diameter, (name, share) in product(DIAMETERS_MM, CONTRASTS.items()):
        lesion = share * intensity_span(part.data) * draw_sphere(part, centre, diameter)
        coarse = measure_volume(Volume(part.data + lesion, part.affine), Degradation())
        for method, before in restored.items():
            left = methods[method](coarse, "3D").data.astype(float) - before
            rows.append({"diameter_mm": diameter, "contrast": name, "method": method} | compare_lesion(lesion, left))
    return rows


def compare_lesion(lesion: Array, left: Array) -> dict[str, float]:
    """Share of the contrast of a lesion (I, J, K) that is left in (I, J, K): integrals, whole and near, and peak."""
    marked = np.argwhere(lesion != 0)
    near = tuple(slice(max(a - NEAR, 0), b + NEAR + 1) for a, b in zip(marked.min(0), marked.max(0), strict=True))
    peak = np.unravel_index(np.abs(lesion).argmax(), lesion.shape)
    return {
        "integral_kept": float(left.sum() / lesion.sum()),
        "integral_near": float(left[near].sum() / lesion.sum()),
        "peak_kept": float(left[peak] / lesion[peak]),
    }


def draw_sphere(volume: Volume, centre: Array, diameter: float) -> Array:
    """Share of every voxel (I, J, K) that lies inside a sphere.

    Parameters
    ----------
    centre : (3,), voxels
    diameter : mm
    """
    steps = (np.arange(SUBDIVISIONS) + 0.5) / SUBDIVISIONS - 0.5
    axes = [
        ((np.arange(n)[:, None] + steps).ravel() - c) * s
        for n, c, s in zip(volume.shape, centre, volume.spacing, strict=True)
    ]
    near = [np.flatnonzero(np.abs(axis) <= diameter) // SUBDIVISIONS for axis in axes]
    box = tuple(slice(int(n.min()), int(n.max()) + 1) for n in near)
    x, y, z = (
        axis[SUBDIVISIONS * s.start : SUBDIVISIONS * s.stop].reshape([-1 if a == n else 1 for a in range(3)]) ** 2
        for n, (axis, s) in enumerate(zip(axes, box, strict=True))
    )
    inside = (x + y + z <= (diameter / 2) ** 2).astype(float)
    cells = [size for s in box for size in (s.stop - s.start, SUBDIVISIONS)]
    sphere = np.zeros(volume.shape)
    sphere[box] = inside.reshape(cells).mean((1, 3, 5))
    return sphere


def simulate_tissue() -> Volume:
    """A textured volume of 1 mm voxels, for want of a real one."""
    return simulate_texture((64, 64, 64))


def _surroundings(volume: Volume, centre: Array) -> tuple[Volume, Array]:
    """The part of a volume around a point, even along each axis, and the point in it."""
    starts = [max(round(c) - REACH, 0) // 2 * 2 for c in centre]
    stops = [start + min(2 * REACH, (n - start) // 2 * 2) for start, n in zip(starts, volume.shape, strict=True)]
    i, j, k = (slice(a, b) for a, b in zip(starts, stops, strict=True))
    return crop_volume(volume, (i, j, k)), np.asarray(centre) - starts
