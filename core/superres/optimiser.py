"""Muon for mirror-symmetric convolutions: momentum whose matrix is made orthogonal before each step.

The step is taken on the expanded kernel, all eight mirrorings of it, as if it were an ordinary convolution's. Its
symmetry survives the orthogonalisation, so the first mirroring is the step of the kernel itself.

References
----------
Jordan K, et al. Muon: an optimizer for hidden layers in neural networks. 2024. https://kellerjordan.github.io/posts/muon
Higham NJ. Functions of matrices. SIAM 2008, chapter 8 (Newton-Schulz iteration). doi:10.1137/1.9780898717778
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

from core.superres.symmetric import MIRRORINGS, SymmetricConv3d

QUINTIC = (3.4445, -4.7750, 2.0315)
"""Coefficients that bring singular values near 1 in five iterations, not exactly to it."""


def build_optimisers(network: nn.Module, rate: float, kernel_rate: float) -> list[torch.optim.Optimizer]:
    """Muon for the symmetric convolutions between fields of a network's body, Adam for everything else in it.

    Parameters
    ----------
    rate, kernel_rate : learning rates of Adam and of Muon
    """
    body: Iterable[nn.Module] = network.body.modules() if isinstance(network.body, nn.Module) else ()
    layers = [layer for layer in body if isinstance(layer, SymmetricConv3d)]
    kernels = {id(layer.kernel) for layer in layers}
    others = [weight for weight in network.parameters() if id(weight) not in kernels]
    adam = torch.optim.Adam(others, lr=rate, betas=(0.9, 0.99))
    return [SymmetricMuon(layers, kernel_rate), adam] if layers else [adam]


class SymmetricMuon(torch.optim.Optimizer):
    """Muon on the kernels of mirror-symmetric convolutions between fields.

    Parameters
    ----------
    layers : convolutions whose kernel is to be trained
    rate : learning rate
    momentum : share of the past gradients that is kept
    """

    def __init__(self, layers: Iterable[SymmetricConv3d], rate: float, momentum: float = 0.95) -> None:
        self.layers = list(layers)
        super().__init__([layer.kernel for layer in self.layers], {"lr": rate, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """Move every kernel that has a gradient."""
        del closure  # kept for the base class
        (group,) = self.param_groups
        for layer in (layer for layer in self.layers if layer.kernel.grad is not None):
            direction = self._follow(layer.kernel, group["momentum"])
            expanded = layer.expand(direction)
            matrix = orthogonalise(expanded.flatten(1))
            scale = 0.2 * max(matrix.shape) ** 0.5
            step = matrix.view(len(direction), MIRRORINGS, *direction.shape[1:])[:, 0]
            layer.kernel.add_(step, alpha=-group["lr"] * scale)

    def _follow(self, kernel: Tensor, momentum: float) -> Tensor:
        state: dict[str, Any] = self.state[kernel]
        gradient = kernel.grad
        assert gradient is not None
        past = state.setdefault("past", torch.zeros_like(gradient))
        past.mul_(momentum).add_(gradient)
        following: Tensor = gradient + momentum * past
        return following


def orthogonalise(matrix: Tensor, iterations: int = 5) -> Tensor:
    """The nearest matrix with singular values of about 1, (rows, columns), by Newton and Schulz's iteration."""
    a, b, c = QUINTIC
    tall = matrix.shape[0] > matrix.shape[1]
    x: Tensor = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(iterations):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x
