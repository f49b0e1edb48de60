import pytest
import torch

from core.superres.generator import Generator, GeneratorConfig
from core.superres.optimiser import SymmetricMuon, build_optimisers, orthogonalise
from core.superres.srgan import SrganConfig, SrganGenerator
from core.superres.symmetric import SymmetricConv3d


@pytest.mark.parametrize("shape", [(8, 40), (40, 8)])
def test_singular_values_come_near_one(shape: tuple[int, int]) -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalise(torch.randn(shape) @ torch.diag(torch.logspace(0, 2, shape[1]))))

    assert 0.4 < float(values.min()) <= float(values.max()) < 1.4


def test_the_step_of_one_kernel_is_the_step_of_its_expansion() -> None:
    torch.manual_seed(0)
    layer = SymmetricConv3d(2, 2)
    before = layer.kernel.detach().clone()
    layer.kernel.grad = torch.randn_like(layer.kernel)
    SymmetricMuon([layer], rate=1.0, momentum=0.0).step()

    step, wanted = (
        layer.expand(layer.kernel.detach() - before),
        orthogonalise(layer.expand(layer.kernel.grad).flatten(1)),
    )
    assert torch.allclose(step.flatten(1), -0.2 * 432**0.5 * wanted, atol=1e-4)


def test_every_weight_has_exactly_one_optimiser() -> None:
    network = Generator(GeneratorConfig(fields=3, blocks=2))

    weights = [id(w) for o in build_optimisers(network, 1e-3, 4e-3) for g in o.param_groups for w in g["params"]]

    assert sorted(weights) == sorted(map(id, network.parameters()))


def test_a_network_without_symmetry_is_left_to_adam() -> None:
    (adam,) = build_optimisers(SrganGenerator(SrganConfig(channels=8, blocks=1)), 1e-3, 4e-3)

    assert isinstance(adam, torch.optim.Adam)
