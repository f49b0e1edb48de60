"""A generator ready to use: read from a model folder, checked, and blended with another.

Everything that reconstructs is keyed by the digest of the weights, so that a name can never stand for other numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from core.cards import MODELS, Card, read_card
from core.errors import CardError, SettingError
from core.foreign import is_plain_name
from core.superres.generator import Generator, GeneratorConfig
from core.superres.srgan import SrganConfig, SrganGenerator

DEFAULT_NETWORK, PERCEPTUAL_NETWORK = "sr-fidelity-2026.11.3", "sr-perceptual-2026.11.3"
WEIGHTS = "weights.safetensors"

AnyGenerator = Generator | SrganGenerator


@dataclass(frozen=True)
class Network:
    """A generator ready to use.

    Parameters
    ----------
    name : folder in ``models/``; two of them and a share for a blend
    weights_digest : SHA-256 of the weights; the key to cache by
    perceptual_share : how far its weights lie towards a perceptual network's, 0-1
    """

    name: str
    weights_digest: str
    card: Card
    generator: AnyGenerator
    device: torch.device
    perceptual_share: float = 0.0

    @property
    def halo(self) -> int:
        """Coarse voxels around a tile that can influence it."""
        return self.generator.config.receptive_radius


def has_cuda() -> bool:
    """Whether networks run on CUDA here."""
    return torch.cuda.is_available()


def load_network(name: str = DEFAULT_NETWORK, folder: Path = MODELS) -> Network:
    """Read a network and put it on CUDA where there is one, else on the CPU.

    Raises
    ------
    CardError
        The folder is missing, altered, or its weights do not fit the network.
    """
    if not is_plain_name(name) or not (folder / name).is_dir():
        known = ", ".join(sorted(weights.parent.name for weights in folder.glob(f"*/{WEIGHTS}"))) or "none"
        raise CardError(f"a network must be a folder of models/, but {name} is not there: choose from {known}")
    card = read_card(folder / name)
    generator = read_generator(folder / name, card)
    device = torch.device("cuda" if has_cuda() else "cpu")
    return Network(name, card.files[WEIGHTS], card, place(generator, device), device)


def read_generator(folder: Path, card: Card) -> AnyGenerator:
    """The generator of a model folder, on the CPU; raises `CardError` unless card and weights fit each other."""
    try:
        with torch.device("meta"):  # a card may claim a network of any size: it has no memory yet
            planned = _build(card.extra["architecture"], card.extra["generator"])
        weights = load_file(folder / WEIGHTS)
    except (KeyError, TypeError, ValueError, RuntimeError, OSError, SafetensorError) as error:
        raise CardError(f"the card of {card.name} must describe its network, but it does not: restore it") from error
    expected = {key: value.shape for key, value in planned.state_dict().items()}
    if {key: value.shape for key, value in weights.items()} != expected or not _all_finite(weights):
        raise CardError(f"the weights of {card.name} must fit its network, but they do not: restore models/{card.name}")
    generator = _build(card.extra["architecture"], card.extra["generator"])
    generator.load_state_dict(weights)
    return generator


def _build(architecture: str, config: Mapping[str, Any]) -> AnyGenerator:
    if architecture == SrganGenerator.__name__:
        return SrganGenerator(SrganConfig(**config))
    if architecture != Generator.__name__:
        raise KeyError(architecture)
    return Generator(GeneratorConfig(**config))


def place(generator: AnyGenerator, device: torch.device) -> AnyGenerator:
    """The generator on a device, ready to infer, in the memory layout convolutions are fastest in."""
    placed: AnyGenerator = generator.to(device).to(memory_format=torch.channels_last_3d)  # type: ignore[call-overload]
    return placed.eval()


def blend_networks(fidelity: Network, perceptual: Network, share: float) -> Network:
    """A network between two whose weights were trained from one another.

    Parameters
    ----------
    share : 0 is `fidelity`, 1 is `perceptual`; every weight lies in proportion between theirs

    Raises
    ------
    SettingError
        `share` lies outside 0-1, or the two networks are built differently.

    References
    ----------
    Wang X, et al. ESRGAN: enhanced super-resolution generative adversarial networks. ECCVW 2018. arXiv:1809.00219
    (network interpolation).
    """
    if not 0 <= share <= 1:
        raise SettingError(f"the perceptual share must lie between 0 and 1, but {share} came: choose one there")
    if fidelity.generator.config != perceptual.generator.config:
        raise SettingError(f"{fidelity.name} and {perceptual.name} must be built alike to be blended: choose a pair")
    if share in (0.0, 1.0):
        return replace(perceptual, perceptual_share=1.0) if share else fidelity
    generator = deepcopy(fidelity.generator)
    ends = fidelity.generator.state_dict(), perceptual.generator.state_dict()
    generator.load_state_dict({key: torch.lerp(value, ends[1][key], share) for key, value in ends[0].items()})
    key = f"{fidelity.weights_digest}{perceptual.weights_digest}{share!r}"
    name = f"{fidelity.name} + {share:g} x {perceptual.name}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    return Network(name, digest, fidelity.card, place(generator, fidelity.device), fidelity.device, float(share))


def write_weights(generator: AnyGenerator, folder: Path) -> Mapping[str, Any]:
    """Save the weights of a trained network; returns what its card must know to rebuild it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({key: value.cpu().contiguous() for key, value in generator.state_dict().items()}, folder / WEIGHTS)
    return {"architecture": type(generator).__name__, "generator": asdict(generator.config)}


def _all_finite(weights: Mapping[str, Tensor]) -> bool:
    return all(bool(torch.isfinite(value).all()) for value in weights.values())
