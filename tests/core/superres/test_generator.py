import torch

from core.superres.generator import Generator, GeneratorConfig, count_parameters


def test_an_untrained_network_adds_nothing_to_sinc() -> None:
    fine = Generator(GeneratorConfig(channels=24, blocks=1))(torch.rand(2, 1, 4, 5, 6))

    assert fine.shape == (2, 1, 8, 10, 12)
    assert not fine.any()


def test_the_default_network_is_small() -> None:
    assert 150_000 < count_parameters(Generator()) < 200_000


def test_nothing_beyond_the_receptive_radius_matters() -> None:
    torch.manual_seed(1)
    network = Generator(GeneratorConfig(channels=24, blocks=2)).eval()
    torch.nn.init.normal_(network.tail.weight)
    x = torch.rand(2, 1, 40, 3, 3)
    y = x.clone()
    y[:, :, : 20 - network.config.receptive_radius] += 1

    assert torch.equal(network(x)[:, :, 40:], network(y)[:, :, 40:])
