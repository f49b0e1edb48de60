"""The generator: predicts what the interpolation of a measurement leaves out.

    y - 0.4 -> conv -> B x [x + 0.3 * conv(LeakyReLU(conv(x)))] -> 0.1 * conv -> sub-voxel shuffle x2

The result, freed of what was measured, is *added* to the interpolation (see `infer`). Its last convolution starts at
zero, so the untrained network already is the better interpolator. No convolution runs on the fine grid, and all of them
commute with mirroring (see `symmetric`).

Letters: B batch, C channels, D H W the three axes of the coarse grid, the thickest one last.

References
----------
Lim B, et al. Enhanced deep residual networks for single image super-resolution. CVPRW 2017. arXiv:1707.02921
(residual blocks without normalisation, scaled branches). Shi W, et al. Real-time single image and video
super-resolution using an efficient sub-pixel convolutional neural network. CVPR 2016. arXiv:1609.05158 (shuffle).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from einops import rearrange
from torch import Tensor, nn
from torch.nn import functional

from core.superres.symmetric import MIRRORINGS, Ends, SymmetricConv3d, trim

ISOTROPIC_WITHIN = 1.05
"""Spacings whose ratio is below this count as equal."""


@dataclass(frozen=True)
class GeneratorConfig:
    """Size of the network; every default has its reason beside it."""

    fields: int = 6  # x 8 = 48 channels: below 24 convolutions fall to a slow kernel on a CPU
    blocks: int = 4  # depth gained more than width; six gained no more in the same time, at half as much work again
    branch_scale: float = 0.3  # without it training diverges at the learning rate that works
    tail_scale: float = 0.1  # keeps the first steps close to the interpolation
    centre: float = 0.4  # the typical normalised intensity of tissue

    @property
    def channels(self) -> int:
        """Channels of every hidden convolution."""
        return MIRRORINGS * self.fields

    @property
    def receptive_radius(self) -> int:
        """Coarse voxels to each side that can influence one output voxel."""
        return 2 + 2 * self.blocks


class ResidualBlock(nn.Module):
    """x + scale * conv(LeakyReLU(conv(x)))."""

    def __init__(self, fields: int, scale: float) -> None:
        super().__init__()
        self.first = SymmetricConv3d(fields, fields)
        self.second = SymmetricConv3d(fields, fields)
        self.scale = scale

    def forward(self, x: Tensor, ends: Ends | None = None) -> Tensor:
        """(B, C, D, H, W) to the same shape; with `ends` two voxels less at each side where the image goes on."""
        branch = self.second(functional.leaky_relu(self.first(x, ends), 0.1, inplace=True), ends)
        kept = x if ends is None else trim(x, ends, 2)
        if torch.is_grad_enabled():
            return torch.add(kept, branch, alpha=self.scale)
        return kept.add_(branch, alpha=self.scale)  # in place: writing a new one takes longer


class Generator(nn.Module):
    """Coarse image to fine residual."""

    predicts_image = False

    def __init__(self, config: GeneratorConfig | None = None) -> None:
        super().__init__()
        self.config = config or GeneratorConfig()
        fields = self.config.fields
        self.head = SymmetricConv3d(1, fields, plain=True)
        self.body = nn.ModuleList(ResidualBlock(fields, self.config.branch_scale) for _ in range(self.config.blocks))
        self.tail = SymmetricConv3d(fields, 1)
        nn.init.zeros_(self.tail.kernel)

    def forward(self, y: Tensor, ends: Ends | None = None) -> Tensor:
        """Residual on the fine grid.

        Parameters
        ----------
        y : (B, 1, D, H, W), intensities scaled so that tissue lies in 0-1
        ends : sides at which y ends with the image; there the image is continued by reflection. None for a patch that
            zeros surround

        Returns
        -------
        (B, 1, 2D, 2H, 2W), to be freed of what was measured and added to the interpolation of y; with `ends` less
        `receptive_radius` coarse voxels at each side where the image goes on
        """
        x = self.head(y - self.config.centre, ends)  # B C D H W
        for block in self.body:
            x = block(x, ends)
        fine: Tensor = rearrange(  # each of the 8 channels is one eighth of a coarse voxel
            self.config.tail_scale * self.tail(x, ends), "b (c p q r) d h w -> b c (d p) (h q) (w r)", p=2, q=2, r=2
        )
        return fine


def thickest_last(spacing: Sequence[float]) -> tuple[int, int, int]:
    """Order of axes that puts the thickest one last, as the network expects; as they are where all are equal.

    Examples
    --------
    >>> thickest_last((3.0, 1.0, 1.0)), thickest_last((1.0, 1.0, 1.0))
    ((1, 2, 0), (0, 1, 2))
    """
    thickest = int(np.argmax(spacing)) if max(spacing) / min(spacing) > ISOTROPIC_WITHIN else 2
    a, b = (axis for axis in range(3) if axis != thickest)
    return a, b, thickest


def count_parameters(network: nn.Module) -> int:
    """Number of trainable weights."""
    return sum(p.numel() for p in network.parameters() if p.requires_grad)
