import pytest
import torch

from core.superres.losses import feature_error, hinge_real_fake, inner, relative_error, spectrum_error


def test_adding_nothing_costs_one() -> None:
    missing = torch.randn(3, 1, 8, 8, 8)

    assert float(relative_error(missing, missing.square().mean((1, 2, 3, 4)))) == pytest.approx(1)


def test_the_error_does_not_depend_on_contrast() -> None:
    difference, energy = torch.randn(2, 1, 8, 8, 8), torch.tensor([1.0, 2.0])

    assert torch.allclose(relative_error(5 * difference, 25 * energy), relative_error(difference, energy))


def test_the_rim_is_not_judged() -> None:
    x = torch.zeros(1, 1, 8, 8, 8)
    x[..., 0] = 1

    assert inner(x, 2).shape == (1, 1, 4, 4, 4)
    assert not inner(x, 2).any()


def test_the_spectrum_does_not_care_where_detail_lies() -> None:
    x = torch.randn(1, 1, 8, 8, 8)

    assert float(spectrum_error(x.roll(3, -1), x)) == pytest.approx(0, abs=1e-4)
    assert float(spectrum_error(0.5 * x, x)) > 0.3


def test_features_that_agree_cost_nothing_and_teach_only_the_estimate() -> None:
    a, b = torch.rand(2, 3, requires_grad=True), torch.rand(2, 3, requires_grad=True)
    assert feature_error([a], [a]) == 0

    feature_error([a], [b]).backward()
    assert b.grad is None


def test_a_judge_that_is_sure_and_right_has_nothing_to_learn() -> None:
    assert float(hinge_real_fake(torch.tensor([2.0]), torch.tensor([-2.0]))) == 0
    assert float(hinge_real_fake(torch.tensor([-1.0]), torch.tensor([1.0]))) == 4
