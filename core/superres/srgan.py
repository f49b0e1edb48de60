"""The baseline that is to be beaten: the generator of the published 3D SRGAN, six residual blocks of 32 channels.

Re-implemented from the paper: batch normalisation, no interpolating skip, detail made on the fine grid. It is trained
here on its content loss alone, which favours it: the adversarial term costs fidelity. Not shipped; for comparison only.

References
----------
Sánchez I, Vilaplana V. Brain MRI super-resolution using 3D generative adversarial networks. MIDL 2018.
arXiv:1812.11440.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from einops import rearrange
from torch import Tensor, nn
from torch.nn import functional

from core.superres.symmetric import AXES, Ends
from core.superres.tiles import reflect


@dataclass(frozen=True)
class SrganConfig:
    """Size of the baseline, as published."""

    channels: int = 32
    blocks: int = 6

    @property
    def receptive_radius(self) -> int:
        """Coarse voxels to each side that can influence one output voxel."""
        return 4 + 2 * self.blocks


class NormalisedBlock(nn.Module):
    """x + norm(conv(relu(norm(conv(x)))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first, self.second = (nn.Conv3d(channels, channels, 3, padding=1) for _ in range(2))
        self.norm_first, self.norm_second = (nn.BatchNorm3d(channels) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, D, H, W) to the same shape."""
        branch = functional.relu(self.norm_first(self.first(x)))
        result: Tensor = x + self.norm_second(self.second(branch))
        return result


class SrganGenerator(nn.Module):
    """Coarse image to fine image."""

    predicts_image = True

    def __init__(self, config: SrganConfig | None = None) -> None:
        super().__init__()
        self.config = config or SrganConfig()
        channels = self.config.channels
        self.head = nn.Conv3d(1, channels, 3, padding=1)
        self.body = nn.Sequential(*(NormalisedBlock(channels) for _ in range(self.config.blocks)))
        self.join = nn.Sequential(nn.Conv3d(channels, channels, 3, padding=1), nn.BatchNorm3d(channels))
        self.spread = nn.Conv3d(channels, 8 * channels, 3, padding=1)
        self.last = nn.Conv3d(channels, 1, 3, padding=1)

    def forward(self, y: Tensor, ends: Ends | None = None) -> Tensor:
        """(B, 1, D, H, W) to (B, 1, 2D, 2H, 2W); `ends` as for `Generator.forward`."""
        if ends is None:
            return self.make_image(y)
        radius = self.config.receptive_radius
        for (axis, _), (before, after) in zip(AXES, ends, strict=True):
            n = y.shape[axis]
            rows = reflect(np.arange(-radius if before else 0, n + (radius if after else 0)), n)
            y = y.index_select(axis, torch.from_numpy(rows).to(y.device))
        inner = slice(2 * radius, -2 * radius)
        return self.make_image(y)[..., inner, inner, inner]

    def make_image(self, y: Tensor) -> Tensor:
        """(B, 1, D, H, W) to (B, 1, 2D, 2H, 2W), zeros around."""
        x = functional.relu(self.head(y))
        x = x + self.join(self.body(x))
        x = rearrange(self.spread(x), "b (c p q r) d h w -> b c (d p) (h q) (w r)", p=2, q=2, r=2)
        fine: Tensor = self.last(functional.relu(x))
        return fine
