"""A tiny truth with a region, and untrained and noisy networks as methods."""

from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.ndimage import gaussian_filter

from core.cards import Card
from core.imaging.nifti import write_volume
from core.proof.samples import Sample
from core.superres.generator import Generator, GeneratorConfig
from core.superres.network import Network
from core.values import Mask, Volume

AFFINE = np.array([[-1.0, 0, 0, 12], [0, -1.0, 0, 9], [0, 0, 3.0, -20], [0, 0, 0, 1]])


def make_network(seed: int | None = None) -> Network:
    """A small network; with a seed its last layer is random, else it adds nothing to sinc."""
    torch.manual_seed(seed or 0)
    generator = Generator(GeneratorConfig(fields=3, blocks=1)).eval()
    if seed is not None:
        torch.nn.init.normal_(generator.tail.kernel, std=0.3)
    return Network("test", "0" * 64, Card("test", "network", "0", "a", "b", "c", "d"), generator, torch.device("cpu"))


def make_sample(seed: int = 0, shape: tuple[int, int, int] = (28, 24, 20)) -> Sample:
    """A textured volume with a ball in its middle."""
    rng = np.random.default_rng(seed)
    data = 200 + 40 * rng.normal() + 30 * rng.normal(size=shape) + 300 * gaussian_filter(rng.normal(size=shape), 2)
    grid = np.stack(np.meshgrid(*[np.arange(n) - n / 2 + 0.5 for n in shape], indexing="ij"))
    return Sample(f"case{seed}", "balls", f"s{seed}", Volume(data, AFFINE), Mask((grid**2).sum(0) < 30, AFFINE))


def write_sample(sample: Sample, folder: Path) -> None:
    """Put a sample where a folder without a manifest keeps it: the volume in its group, the mask below masks/."""
    for image, place in ((sample.truth, folder), (sample.mask, folder / "masks")):
        (place / sample.group).mkdir(parents=True, exist_ok=True)
        write_volume(Volume(image.data, image.affine), place / sample.group / f"{sample.name}.nii")


@pytest.fixture
def untrained() -> Network:
    return make_network()


@pytest.fixture
def noisy() -> Network:
    return make_network(seed=3)


@pytest.fixture
def sample() -> Sample:
    return make_sample()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four volumes with masks, in a folder without a manifest."""
    folder = tmp_path_factory.mktemp("data")
    for seed in range(4):
        write_sample(make_sample(seed), folder)
    return folder
