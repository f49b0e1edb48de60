import numpy as np
import torch

from core.superres.generator import count_parameters
from core.superres.srgan import SrganConfig, SrganGenerator


def test_each_coarse_voxel_becomes_eight() -> None:
    assert SrganGenerator(SrganConfig(8, 1))(torch.rand(2, 1, 5, 6, 7)).shape == (2, 1, 10, 12, 14)


def test_it_has_six_blocks_of_thirty_two_channels() -> None:
    network = SrganGenerator()

    assert len(network.body) == 6
    assert count_parameters(network.body) == 6 * 2 * (32 * 32 * 27 + 32 + 64)


def test_no_voxel_beyond_its_reach_has_influence() -> None:
    network = SrganGenerator(SrganConfig(8, 1)).eval()
    y = torch.rand(1, 1, 20, 5, 5)
    other = y.clone()
    other[:, :, 0] += 1

    changed = (network(y) != network(other)).flatten(3).any(-1)[0, 0]
    assert not changed[2 * (network.config.receptive_radius + 1) :].any()


def test_beyond_its_ends_an_image_is_reflected() -> None:
    network = SrganGenerator(SrganConfig(8, 1)).eval()
    r, y = network.config.receptive_radius, torch.rand(1, 1, 9, 8, 7)
    long = torch.from_numpy(np.pad(y[0, 0].numpy(), r, "symmetric"))[None, None]

    expected = network(long)[..., 2 * r : -2 * r, 2 * r : -2 * r, 2 * r : -2 * r]
    assert torch.allclose(network(y, ((True, True),) * 3), expected, atol=1e-5)
