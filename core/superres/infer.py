"""Super-resolving a Volume: normalise, interpolate what was measured, add what the network predicts beyond it.

Exact by construction: the outer voxel-edge corners stay where they were, intensities are scaled by two numbers of the
*whole* volume and scaled back without clipping, what was measured comes back when the result is measured again, and a
region holds the same voxels as the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from core.errors import TooLarge
from core.imaging.geometry import crop_volume, refine_affine
from core.imaging.intensity import intensity_range
from core.superres.consistency import interpolate, measurement_of, reach_of, unmeasured_part
from core.superres.generator import thickest_last
from core.superres.network import DEFAULT_NETWORK, Network, load_network, place
from core.superres.tiles import Region, grow_region, plan_tiles, refine_region, view_tile, whole_region
from core.values import Volume
from core.values.frozen import FrozenMapping

__all__ = ["DEFAULT_NETWORK", "Network", "Reconstruction", "load_network", "reconstruct", "super_resolve"]

OnProgress = Callable[[float, str], None]
Array = npt.NDArray[np.float32]

TILE = 40
"""Coarse voxels a side: with the halo about 0.15 GB. Larger ones are no faster, because more memory is fetched anew."""
SLOW_BELOW = 20480
"""Batch x channels x the first two axes: at or below it a CPU falls to a slow convolution."""
SMALLER_TILE = 20
"""What is tried where the memory was too small."""
PRECISION = {"cpu": "float32", "cuda": "bfloat16"}
"""What the convolutions compute in; all that surrounds them is float32 everywhere."""


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """A super-resolved volume as the two parts it consists of.

    Parameters
    ----------
    measured : what the scanner measured, interpolated
    added : what the network predicts beyond it; unknown to the measurement
    record : how it was made: network, weights, acquisition, device, tile, and what was not as asked for
    """

    measured: Volume
    added: Volume
    record: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "record", FrozenMapping(self.record))

    @cached_property
    def volume(self) -> Volume:
        """Both parts together."""
        return Volume(self.measured.data + self.added.data, self.measured.affine)


def super_resolve(
    volume: Volume,
    network: Network,
    region: Region | None = None,
    on_progress: OnProgress | None = None,
    acquisition: str = "3D",
) -> Volume:
    """The volume, or a box of it, on a grid of half the spacing along every axis: `reconstruct`, without its parts.

    Parameters
    ----------
    volume, network, region, on_progress, acquisition : as in `reconstruct`
    """
    return reconstruct(volume, network, region, on_progress, acquisition).volume


@torch.inference_mode()
def reconstruct(
    volume: Volume,
    network: Network,
    region: Region | None = None,
    on_progress: OnProgress | None = None,
    acquisition: str = "3D",
) -> Reconstruction:
    """The volume, or a box of it, on a grid of half the spacing along every axis.

    Parameters
    ----------
    volume : (I, J, K)
    region : voxel slices to super-resolve; everything when omitted. The voxels are the same in either case.
    on_progress : called with the share done, 0-1, and what is being done; what it raises ends the work
    acquisition : ``"3D"``, or ``"2D"`` for thick slices excited one by one (see `consistency.measurement_of`)

    Returns
    -------
    (2I, 2J, 2K) of the region; its eight outer corners are those of the region
    """
    region = region or whole_region(volume.shape)
    measurement = measurement_of(acquisition, volume.spacing)
    low, high = intensity_range(volume)
    scale = np.float32((high - low) or 1.0)
    coarse = ((volume.data - low) / scale).astype(np.float32)

    seen = grow_region(region, reach_of(measurement), volume.shape)
    predicted, made = _predict_on(coarse, volume.spacing, seen, network, on_progress)
    if network.generator.predicts_image:
        predicted -= interpolate(torch.from_numpy(coarse), region=seen).numpy()
    added = unmeasured_part(torch.from_numpy(predicted), measurement)[refine_region(region, seen)]
    measured = interpolate(torch.from_numpy(coarse), measurement, region)

    affine = refine_affine(crop_volume(volume, region).affine)
    record: dict[str, Any] = {"network": network.name, "weights_sha256": network.weights_digest}
    record |= {"perceptual_share": network.perceptual_share, "acquisition": acquisition}
    record |= {"measurement": list(measurement), "intensity_range": [low, high]} | made
    return Reconstruction(
        Volume(measured.numpy() * scale + np.float32(low), affine), Volume(added.numpy() * scale, affine), record
    )


def _predict_on(
    coarse: Array, spacing: tuple[float, float, float], region: Region, network: Network, on_progress: OnProgress | None
) -> tuple[Array, dict[str, Any]]:
    """The network's residual on the fine voxels of a region, its thickest axis shown last; and how it came about."""
    order = thickest_last(spacing)
    turned = np.ascontiguousarray(coarse.transpose(order))
    d, h, w = (region[axis] for axis in order)
    fine, made = _predict_somewhere(turned, (d, h, w), network, on_progress)
    return np.ascontiguousarray(fine.transpose(np.argsort(order))), made


def _predict_somewhere(
    coarse: Array, region: Region, network: Network, on_progress: OnProgress | None
) -> tuple[Array, dict[str, Any]]:
    """On the network's device; where its memory is too small in smaller tiles, then on the CPU, and say so."""
    asked = network.device.type
    notes: list[str] = []
    for device, tile in dict.fromkeys(((asked, TILE), (asked, SMALLER_TILE), ("cpu", TILE), ("cpu", SMALLER_TILE))):
        try:
            fine = predict_missing(coarse, region, _on(network, device), tile, on_progress)
        except (torch.OutOfMemoryError, MemoryError):
            notes.append(f"tiles of {tile} voxels did not fit into the memory of {device}")
            continue
        return fine, {"device": device, "precision": PRECISION[device], "tile": tile, "notes": notes}
    raise TooLarge("the region must fit into memory, but it does not: choose a smaller one")


def _on(network: Network, device: str) -> Network:
    there = torch.device(device)
    moved = network.generator if device == network.device.type else place(deepcopy(network.generator), there)
    return replace(network, generator=moved, device=there)


@torch.inference_mode()
def predict_missing(
    coarse: Array, region: Region, network: Network, tile: int = TILE, on_progress: OnProgress | None = None
) -> Array:
    """The network's residual on the fine voxels of a region, tile by tile.

    Parameters
    ----------
    coarse : (D, H, W), the whole volume, normalised, its thickest axis last
    tile : coarse voxels a side

    Returns
    -------
    (2D, 2H, 2W) of the region
    """
    fine = np.empty([2 * (s.stop - s.start) for s in region], np.float32)
    tiles = plan_tiles(region, tile)
    for n, part in enumerate(tiles, start=1):
        fine[refine_region(part, region)] = _predict_tile(coarse, part, network)
        if on_progress is not None:
            on_progress(n / len(tiles), f"tile {n}/{len(tiles)}")
    return fine


def _predict_tile(coarse: Array, tile: Region, network: Network) -> Array:
    """One tile; a small one is sent twice, for it would be five times slower alone."""
    view = view_tile(tile, network.halo, _shape(coarse))
    shown = torch.from_numpy(coarse[view.seen])[None, None]
    if network.generator.config.channels * shown.shape[2] * shown.shape[3] <= SLOW_BELOW:
        shown = shown.expand(2, -1, -1, -1, -1)
    shown = shown.to(network.device).contiguous(memory_format=torch.channels_last_3d)
    with torch.autocast(network.device.type, dtype=torch.bfloat16, enabled=network.device.type == "cuda"):
        fine = network.generator(shown, view.ends)
    kept: Array = fine[0, 0].float().cpu().numpy()[view.kept(network.halo)]
    return kept


def _shape(image: Array) -> tuple[int, int, int]:
    d, h, w = image.shape
    return d, h, w
