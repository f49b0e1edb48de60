import numpy as np
import pytest
import torch

from core.superres.generator import Generator, GeneratorConfig, count_parameters, thickest_last
from core.superres.symmetric import mirror


@pytest.fixture
def generator() -> Generator:
    torch.manual_seed(1)
    network = Generator(GeneratorConfig(fields=3, blocks=2)).eval()
    torch.nn.init.normal_(network.tail.kernel, std=0.3)
    return network


def test_an_untrained_network_adds_nothing() -> None:
    assert not Generator(GeneratorConfig(fields=3, blocks=1))(torch.rand(1, 1, 6, 6, 6)).any()


def test_each_coarse_voxel_becomes_eight(generator: Generator) -> None:
    assert generator(torch.rand(2, 1, 5, 6, 7)).shape == (2, 1, 10, 12, 14)


@pytest.mark.parametrize("h", range(8))
def test_a_mirrored_image_gives_mirrored_detail(generator: Generator, h: int) -> None:
    y = torch.rand(1, 1, 6, 7, 8)

    assert torch.allclose(generator(mirror(y, h, fields=False)), mirror(generator(y), h, fields=False), atol=1e-5)


def test_no_voxel_beyond_the_receptive_radius_has_influence(generator: Generator) -> None:
    radius = generator.config.receptive_radius
    y = torch.rand(1, 1, 2 * radius + 3, 5, 5)
    other = y.clone()
    other[:, :, 0] += 1

    changed = (generator(y) != generator(other)).flatten(3).any(-1)[0, 0]

    assert changed[2 * radius + 1] and not changed[2 * radius + 2 :].any()  # noqa: PT018 - one reach


@pytest.mark.parametrize("ends", [(False, False), (True, False), (True, True)])
def test_it_sees_an_image_as_if_reflected_at_its_ends(generator: Generator, ends: tuple[bool, bool]) -> None:
    r = generator.config.receptive_radius
    y = torch.rand(1, 1, 14, 15, 16)
    long = torch.from_numpy(np.pad(y[0, 0].numpy(), r, "symmetric"))[None, None]
    cut = slice(0 if ends[0] else 2 * r, None if ends[1] else -2 * r)

    expected = generator(long, ((False, False),) * 3)[..., cut, cut, cut]

    assert torch.allclose(generator(y, (ends,) * 3), expected, atol=1e-5)


def test_the_default_network_fits_into_its_weight_limit() -> None:
    assert count_parameters(Generator()) * 4 < 2.5e6


@pytest.mark.parametrize(
    ("spacing", "order"), [((1, 1, 1.04), (0, 1, 2)), ((1, 5, 1), (0, 2, 1)), ((9, 2, 1), (1, 2, 0))]
)
def test_the_thickest_axis_comes_last(spacing: tuple[float, ...], order: tuple[int, ...]) -> None:
    assert thickest_last(spacing) == order
