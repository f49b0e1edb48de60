"""Small volumes and an untrained or trained network."""

import numpy as np
import pytest
import torch

from core.cards import Card
from core.superres.generator import Generator, GeneratorConfig
from core.superres.infer import Network, load_network
from core.values import Volume


def make_network(seed: int | None = None, spread: float = 0.3) -> Network:
    """A small network; with a seed its last layer is random, else it adds nothing to the interpolation."""
    generator = Generator(GeneratorConfig(fields=3, blocks=1)).eval()
    if seed is not None:
        torch.manual_seed(seed)
        torch.nn.init.normal_(generator.tail.kernel, std=spread)
    card = Card("test", "network", "0", "a", "b", "c", "d")
    return Network("test", "0" * 64, card, generator, torch.device("cpu"))


@pytest.fixture
def noisy_network() -> Network:
    return make_network(seed=3)


@pytest.fixture
def gentle_network() -> Network:
    """Random, but what it adds to noise is as large as what a trained one adds to tissue: some 2 % of the range."""
    return make_network(seed=3, spread=0.03)


@pytest.fixture(scope="session")
def shipped() -> Network:
    return load_network()


@pytest.fixture
def oblique() -> Volume:
    """An anisotropic, oblique, left-handed volume with structure."""
    rng = np.random.default_rng(5)
    a, b = np.deg2rad([18.0, 12.0])
    turn = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    tilt = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ tilt @ np.diag([-0.8, 0.9, 3.0])
    affine[:3, 3] = [40.0, -12.5, 7.25]
    return Volume(500 * rng.random((18, 15, 11)) + 100, affine)
