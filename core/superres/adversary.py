"""The adversarial part of perceptual training: a discriminator, its optimiser, and what it asks of the generator."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.superres.discriminator import Discriminator
from core.superres.losses import feature_error, hinge_real_fake
from core.superres.patches import Batch


class Adversary:
    """A discriminator that learns beside the generator.

    Parameters
    ----------
    rate : learning rate; higher than the generator's, and spectral normalisation holds it back
    """

    def __init__(self, device: torch.device, rate: float = 5e-4) -> None:
        self.network = Discriminator().to(device).to(memory_format=torch.channels_last_3d)  # type: ignore[call-overload]
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=rate, betas=(0.5, 0.99))

    def learn(self, estimate: Tensor, batch: Batch) -> float:
        """One step towards telling true from estimated detail; returns its loss."""
        real, _ = self.network(batch.missing, batch.known)
        fake, _ = self.network(estimate.detach(), batch.known)
        loss = hinge_real_fake(real, fake)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step()
        return float(loss.detach())

    def judge(self, estimate: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """What the generator is to minimise: minus the verdict, and the distance of what the discriminator sees."""
        with torch.no_grad():
            _, seen_real = self.network(batch.missing, batch.known)
        verdict, seen = self.network(estimate, batch.known)
        return -verdict.mean(), feature_error(seen, seen_real)

    def state_dict(self) -> dict[str, Any]:
        """Everything needed to go on."""
        return {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on where a saved one stopped."""
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
