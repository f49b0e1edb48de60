import pytest
import torch

from core.superres.losses import charbonnier, edge_error, fidelity_loss


def test_the_loss_of_a_perfect_estimate_is_its_smoothing() -> None:
    x = torch.rand(1, 1, 10, 10, 10)

    assert float(fidelity_loss(x, x, trim=2)) == pytest.approx(1e-3, rel=1e-4)


def test_a_large_error_counts_absolutely() -> None:
    assert float(charbonnier(torch.full((3, 3, 3), -2.0))) == pytest.approx(2.0, rel=1e-5)


def test_a_constant_error_has_no_edges() -> None:
    assert float(edge_error(torch.full((4, 4, 4), 3.0))) == 0.0


def test_the_border_is_not_judged() -> None:
    truth = torch.zeros(1, 1, 10, 10, 10)
    estimate = truth.clone()
    estimate[..., 0] = 9

    assert float(fidelity_loss(estimate, truth, trim=2)) == float(fidelity_loss(truth, truth, trim=2))
