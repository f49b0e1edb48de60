"""Super-resolving a Volume: normalise, interpolate by sinc, add the predicted residual, restore the measurement.

Exact by construction: the outer voxel-edge corners stay where they were, intensities are scaled by two numbers of the
*whole* volume and scaled back without clipping, and truncating the result to the measured k-space returns the input.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from core.cards import MODELS, Card, read_card
from core.errors import CardError
from core.imaging.geometry import Region, crop_volume, refine_affine
from core.imaging.intensity import intensity_range
from core.superres.consistency import interpolate_sinc, project
from core.superres.generator import Generator, GeneratorConfig
from core.superres.patches import TilePlan, plan_tiles
from core.values import Volume

DEFAULT_NETWORK = "sr-fidelity-2026.11"
TILE = 64
"""Coarse voxels a side: 0.5 GB with two tiles in flight."""
SLOW_BELOW = 20480
"""Batch x channels x the first two axes: at or below it the CPU falls to a slow convolution."""
WEIGHTS = "weights.safetensors"


@dataclass(frozen=True)
class Network:
    """A generator ready to use.

    Parameters
    ----------
    name : folder in ``models/``
    weights_digest : SHA-256 of the weights file; the key to cache by
    """

    name: str
    weights_digest: str
    card: Card
    generator: Generator
    device: torch.device

    @property
    def halo(self) -> int:
        """Coarse voxels around a tile that can influence it."""
        return self.generator.config.receptive_radius


def load_network(name: str = DEFAULT_NETWORK, folder: Path = MODELS) -> Network:
    """Read a network and put it on CUDA where there is one, else on the CPU.

    Raises
    ------
    CardError
        The folder is missing, altered, or its weights do not fit the network.
    """
    card = read_card(folder / name)
    config = GeneratorConfig(**card.extra["generator"])
    generator = Generator(config)
    weights = load_file(folder / name / WEIGHTS)
    expected = {key: value.shape for key, value in generator.state_dict().items()}
    if {key: value.shape for key, value in weights.items()} != expected or not _all_finite(weights):
        raise CardError(
            f"the weights of {name} must fit its network, but they do not: restore the folder models/{name}"
        )
    generator.load_state_dict(weights)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    generator = generator.to(device).to(memory_format=torch.channels_last_3d).eval()  # type: ignore[call-overload]
    return Network(name, card.files[WEIGHTS], card, generator, device)


def write_weights(generator: Generator, folder: Path) -> dict[str, dict[str, float]]:
    """Save the weights of a trained network; returns what its card must know to rebuild it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({key: value.contiguous() for key, value in generator.state_dict().items()}, folder / WEIGHTS)
    return {"generator": asdict(generator.config)}


@torch.inference_mode()
def super_resolve(
    volume: Volume,
    network: Network,
    region: Region | None = None,
    on_progress: Callable[[float, str], None] | None = None,
) -> Volume:
    """The volume, or a box of it, on a grid of half the spacing along every axis.

    Parameters
    ----------
    volume : (I, J, K)
    region : voxel slices to super-resolve; everything when omitted. Intensities are normalised by the whole volume
        in either case.
    on_progress : called with the share done, 0-1, and what is being done

    Returns
    -------
    (2I, 2J, 2K) of the region; its eight outer corners are those of the region
    """
    low, high = intensity_range(volume)
    scale = (high - low) or 1.0
    part = crop_volume(volume, region) if region is not None else volume
    coarse = ((part.data - low) / scale).astype(np.float32)
    fine = torch.from_numpy(predict_missing(coarse, network, on_progress))
    measured = torch.from_numpy(coarse)
    fine += interpolate_sinc(measured)
    data = project(fine, measured).numpy() * scale + low
    return Volume(data, refine_affine(part.affine))


@torch.inference_mode()
def predict_missing(
    coarse: npt.NDArray[np.float32],
    network: Network,
    on_progress: Callable[[float, str], None] | None = None,
    tile: int = TILE,
) -> npt.NDArray[np.float32]:
    """The network's residual on the fine grid, tile by tile with a halo, so that no seam can arise.

    Parameters
    ----------
    coarse : (D, H, W), normalised
    tile : coarse voxels a side

    Returns
    -------
    (2D, 2H, 2W)
    """
    d, h, w = coarse.shape
    plan = plan_tiles((d, h, w), tile, network.halo)
    padded = plan.pad(coarse)
    fine = np.empty([2 * n for n in plan.covered], np.float32)
    starts = plan.starts
    for first in range(0, len(starts), 2):
        pair = starts[first : first + 2]
        for start, result in zip(pair, _forward(padded, plan, pair, network), strict=True):
            fine[tuple(slice(2 * s, 2 * (s + c)) for s, c in zip(start, plan.core, strict=True))] = result
        if on_progress is not None:
            on_progress(min(first + 2, len(starts)) / len(starts), f"tile {min(first + 2, len(starts))}/{len(starts)}")
    return fine[: 2 * d, : 2 * h, : 2 * w]


def _forward(
    padded: Tensor, plan: TilePlan, starts: list[tuple[int, int, int]], network: Network
) -> list[npt.NDArray[np.float32]]:
    """Run one or two tiles; a single small one is sent twice, because it would be five times slower alone."""
    seen = torch.stack([plan.cut(padded, start) for start in starts])[:, None]
    if len(starts) * network.generator.config.channels * seen.shape[2] * seen.shape[3] <= SLOW_BELOW:
        seen = seen.repeat(2, 1, 1, 1, 1)
    seen = seen.to(network.device).contiguous(memory_format=torch.channels_last_3d)
    fine = network.generator(seen).float().cpu()
    return [plan.keep(fine[n, 0]).numpy() for n in range(len(starts))]


def _all_finite(weights: dict[str, Tensor]) -> bool:
    return all(bool(torch.isfinite(value).all()) for value in weights.values())
