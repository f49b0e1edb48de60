"""What must hold whatever the network learnt: the grid stays in place, nothing depends on tiles, sides or offsets.

All checks are made on small simulated volumes; errors of intensity are shares of the range of the input.
"""

from __future__ import annotations

import struct
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from core.imaging.nifti import encode_volume, read_volume
from core.proof.methods import Method
from core.superres.infer import predict_missing, super_resolve
from core.superres.network import Network
from core.superres.quality import intensity_span
from core.superres.tiles import refine_region, whole_region
from core.values import Volume
from core.values.images import corners

Array = npt.NDArray[np.float32]

CODES = ((1, 1), (0, 1), (2, 0), (0, 0))
"""Codes of sform and qform a NIfTI file may have."""
QFORM_CODE_AT = 252
"""Byte of a NIfTI-1 header at which the code of the qform stands, that of the sform behind it."""
REGION, SURROUNDED = (96, 96, 40), (120, 120, 64)
"""Coarse voxels of the region whose cost is measured, and of the volume it lies in."""
MEGABYTE = 1024
"""Kilobytes."""


def check_method(method: Method) -> dict[str, float | bool]:
    """Geometry and symmetry of a method.

    Returns
    -------
    corner_error_mm : largest displacement of an outer corner, over all codes, oblique and left-handed grids
    mirror_error : largest change when the input is mirrored along an axis, and the output mirrored back
    shift_error : largest change when everything moves by one coarse (two fine) voxels
    order_kept : whether slices that grow brighter one by one come out so
    """
    return {
        "corner_error_mm": max(corner_error(method, affine, codes) for affine in oblique_affines() for codes in CODES),
        "mirror_error": max(mirror_error(method, axis) for axis in range(3)),
        "shift_error": max(shift_error(method, axis) for axis in range(3)),
        "order_kept": all(order_is_kept(method, axis) for axis in range(3)),
    }


def check_network(network: Network) -> dict[str, float]:
    """What only a network can get wrong: seams between tiles, and a region that differs from the whole."""
    volume = simulate_texture((40, 36, 24), np.diag([1.0, 1.0, 3.0, 1.0]))
    scaled = np.asarray((volume.data - volume.data.min()) / intensity_span(volume.data), np.float32)
    region = whole_region(volume.shape)
    one, many = (predict_missing(scaled, region, network, tile=tile) for tile in (64, 12))
    part = (slice(9, 29), slice(5, 31), slice(6, 19))
    whole = super_resolve(volume, network).data[refine_region(part)]
    cut = super_resolve(volume, network, part).data
    return {
        "seam_error": float(np.abs(one - many).max()),
        "region_error": float(np.abs(whole - cut).max() / intensity_span(volume.data)),
    }


def measure_cost(network: Network) -> dict[str, float]:
    """Seconds and, on Linux, megabytes of a region of 96 × 96 × 40 voxels.

    The peak counts the whole process with its libraries; what was added to it is given besides.
    """
    volume = simulate_texture(SURROUNDED, np.diag([1.0, 1.0, 3.0, 1.0]))
    i, j, k = (slice((n - m) // 2, (n - m) // 2 + m) for n, m in zip(SURROUNDED, REGION, strict=True))
    super_resolve(volume, network, (slice(0, 8), slice(0, 8), slice(0, 8)))  # loads what the first call loads
    counted = _forget_peak()
    before, begin = _memory("VmRSS") if counted else 0, time.perf_counter()
    super_resolve(volume, network, (i, j, k))
    seconds = time.perf_counter() - begin
    if not counted:
        return {"seconds": seconds}
    peak = _memory("VmHWM")
    return {"seconds": seconds, "peak_mb": peak / MEGABYTE, "added_mb": (peak - before) / MEGABYTE}


def corner_error(method: Method, affine: npt.NDArray[np.float64], codes: tuple[int, int]) -> float:
    """Largest displacement of an outer corner, mm, on the way through files.

    Parameters
    ----------
    affine : (4, 4), mm, of the coarse volume
    codes : of sform and qform; both 0 leave the reader's own convention, and the box it gives the volume must stay
    """
    drawn = simulate_texture((10, 9, 8), affine)
    read = read_volume(with_codes(encode_volume(drawn), codes))
    fine = read_volume(encode_volume(method(read, "3D")))
    asked = read if codes == (0, 0) else drawn
    return float(np.abs(corners(fine) - corners(asked)).max())


def with_codes(content: bytes, codes: tuple[int, int]) -> bytes:
    """A NIfTI-1 file with other codes of sform and qform."""
    sform, qform = codes
    return content[:QFORM_CODE_AT] + struct.pack("<hh", qform, sform) + content[QFORM_CODE_AT + 4 :]


def mirror_error(method: Method, axis: int) -> float:
    """Largest change when the input is mirrored along an axis, as share of its range."""
    volume = simulate_texture((20, 18, 14))
    mirrored = method(Volume(np.flip(volume.data, axis), volume.affine), "3D").data
    return float(np.abs(np.flip(mirrored, axis) - method(volume, "3D").data).max() / intensity_span(volume.data))


def shift_error(method: Method, axis: int) -> float:
    """Largest change when an object far from all edges moves by one coarse voxel, as share of its range.

    Judged where the filter for what was measured sees no mirror image of the object.
    """
    volume = simulate_texture((56, 56, 56), fading=True)
    moved = method(Volume(np.roll(volume.data, 1, axis), volume.affine), "3D").data
    difference = np.roll(moved, -2, axis) - method(volume, "3D").data
    return float(np.abs(difference[40:-40, 40:-40, 40:-40]).max() / intensity_span(volume.data))


def order_is_kept(method: Method, axis: int) -> bool:
    """Whether slices that grow brighter one by one, by far less than their texture, come out in the same order."""
    texture = simulate_texture((16, 16, 16)).data
    texture = texture - texture.mean(axis=tuple(other for other in range(3) if other != axis), keepdims=True)
    ramp = np.arange(16, dtype=np.float32).reshape([-1 if a == axis else 1 for a in range(3)])
    fine = method(Volume(texture + 0.02 * intensity_span(texture) * ramp, np.eye(4)), "3D").data
    means = np.moveaxis(fine, axis, 0).reshape(16, 2, -1).mean((1, 2))
    return bool((np.diff(means) > 0).all())


def oblique_affines() -> list[npt.NDArray[np.float64]]:
    """Grids turned about two axes, right-handed and left-handed, (4, 4) mm."""
    a, b = np.deg2rad([18.0, 12.0])
    turn = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    tilt = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    grids = []
    for side in (1.0, -1.0):
        affine = np.eye(4)
        affine[:3, :3] = turn @ tilt @ np.diag([side * 0.8, 0.9, 3.0])
        affine[:3, 3] = [40.0, -12.5, 7.25]
        grids.append(affine)
    return grids


def simulate_texture(
    shape: tuple[int, int, int], affine: npt.NDArray[np.float64] | None = None, fading: bool = False
) -> Volume:
    """A random volume of structures some voxels wide; with `fading` it vanishes towards the edges. Always the same."""
    rng = np.random.default_rng(20261123)
    data = gaussian_filter(rng.standard_normal(shape), 1.5 if fading else 1.0)
    if fading:
        distance = [
            np.linspace(-1, 1, n).reshape([-1 if a == axis else 1 for a in range(3)]) for axis, n in enumerate(shape)
        ]
        data = data * np.exp(-12 * sum(d**2 for d in distance))
    return Volume(400 * data / data.std() + 1000, np.eye(4) if affine is None else affine)


def _forget_peak() -> bool:
    """Let the peak of this process's memory start anew; says whether the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def _memory(field: str) -> int:
    """Kilobytes of this process as Linux counts them: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
