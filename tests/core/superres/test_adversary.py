import torch

from core.superres.adversary import Adversary
from core.superres.patches import Batch

CPU = torch.device("cpu")


def batch() -> Batch:
    generator = torch.Generator().manual_seed(0)
    coarse = torch.rand(2, 1, 16, 16, 16, generator=generator)
    fine = torch.randn(2, 1, 32, 32, 32, generator=generator)
    return Batch(coarse, torch.zeros_like(fine), 0.1 * fine, torch.ones(2))


def test_it_learns_to_tell_true_from_absent_detail() -> None:
    torch.manual_seed(0)
    adversary, estimate = Adversary(CPU, rate=2e-3), torch.zeros(2, 1, 32, 32, 32)

    losses = [adversary.learn(estimate, batch()) for _ in range(20)]

    assert losses[-1] < 0.8 * losses[0]


def test_it_asks_the_generator_for_what_it_calls_true() -> None:
    torch.manual_seed(0)
    adversary, estimate = Adversary(CPU), torch.zeros(2, 1, 32, 32, 32, requires_grad=True)

    verdict, features = adversary.judge(estimate, batch())
    (verdict + features).backward()

    assert estimate.grad is not None
    assert estimate.grad.abs().sum() > 0


def test_true_detail_has_no_distance_from_itself() -> None:
    _, features = Adversary(CPU).judge(batch().missing, batch())

    assert float(features.detach()) < 1e-3


def test_a_saved_one_goes_on_the_same_way() -> None:
    torch.manual_seed(0)
    first, second = Adversary(CPU), Adversary(CPU)
    first.learn(torch.zeros(2, 1, 32, 32, 32), batch())
    second.load_state_dict(first.state_dict())

    again = [one.learn(torch.zeros(2, 1, 32, 32, 32), batch()) for one in (first, second)]
    assert again[0] == again[1]
