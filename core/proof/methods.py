"""What is compared: four interpolators and any networks, all from a volume to its cell-centred ×2 grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from core.imaging.geometry import refine_affine, upsample_cubic
from core.superres.acquire import interpolate_volume
from core.superres.infer import super_resolve
from core.superres.network import Network
from core.values import Volume

Method = Callable[[Volume, str], Volume]
"""From a volume (I, J, K) and its acquisition, ``"3D"`` or ``"2D"``, to (2I, 2J, 2K) in the same box."""


def upsample_nearest(volume: Volume, acquisition: str = "3D") -> Volume:
    """Each voxel becomes eight; how it was acquired makes no difference."""
    del acquisition
    data = volume.data
    for axis in range(3):
        data = data.repeat(2, axis=axis)
    return Volume(data, refine_affine(volume.affine))


def upsample_linear(volume: Volume, acquisition: str = "3D") -> Volume:
    """Trilinear, the outermost voxels continued; how it was acquired makes no difference."""
    del acquisition
    data = volume.data
    for axis in range(3):
        data = _refine_linearly(data, axis)
    return Volume(data, refine_affine(volume.affine))


def upsample_spline(volume: Volume, acquisition: str = "3D") -> Volume:
    """Cubic B-spline; how it was acquired makes no difference."""
    del acquisition
    return upsample_cubic(volume)


INTERPOLATORS: Mapping[str, Method] = {
    "nearest": upsample_nearest,
    "trilinear": upsample_linear,
    "bspline": upsample_spline,
    "sinc": interpolate_volume,
}
"""Every method that adds no detail, by the name it has in the report."""


def network_method(network: Network) -> Method:
    """A network as a method."""

    def super_resolve_as(volume: Volume, acquisition: str = "3D") -> Volume:
        return super_resolve(volume, network, acquisition=acquisition)

    return super_resolve_as


def build_methods(networks: Mapping[str, Network]) -> dict[str, Method]:
    """The interpolators, then the networks, by name."""
    return dict(INTERPOLATORS) | {name: network_method(network) for name, network in networks.items()}


def _refine_linearly(data: npt.NDArray[np.float32], axis: int) -> npt.NDArray[np.float32]:
    """Samples a quarter voxel to each side of every centre: three parts of it, one of its neighbour there."""
    last = data.shape[axis] - 1
    position = np.arange(last + 1)
    sides = [
        (3 * data + data.take(neighbour.clip(0, last), axis=axis)) / 4 for neighbour in (position - 1, position + 1)
    ]
    shape = [n * (2 if a == axis else 1) for a, n in enumerate(data.shape)]
    return np.stack(sides, axis=axis + 1).reshape(shape)
