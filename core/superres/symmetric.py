"""Convolutions that commute with mirroring: what a network sees reversed, it answers reversed.

No anatomy has a preferred handedness at the scale of a few voxels, so a mirrored input should give the mirrored output,
exactly. Channels therefore come in fields of eight, one for each of the eight mirrorings of the three axes. A mirroring
g permutes the eight channels of every field (h becomes h xor g) besides reversing the axes, and one kernel serves all
eight: the weights are an eighth of an ordinary convolution's. The eight sub-voxels of a coarse voxel are permuted in
just the same way, so the last convolution ends in one field and the sub-voxel shuffle.

Bits of h: 4 first axis, 2 second, 1 third.

References
----------
Cohen TS, Welling M. Group equivariant convolutional networks. ICML 2016. arXiv:1602.07576.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

MIRRORINGS = 8


class SymmetricConv3d(nn.Module):
    """3x3x3 convolution to fields of eight channels, from fields or from channels that mirroring leaves alone.

    Parameters
    ----------
    inputs : fields coming in; or plain channels where `plain`
    outputs : fields going out
    plain : whether the input is an image rather than fields
    """

    def __init__(self, inputs: int, outputs: int, plain: bool = False) -> None:
        super().__init__()
        self.plain = plain
        channels = inputs if plain else MIRRORINGS * inputs
        self.kernel = nn.Parameter(torch.randn(outputs, channels, 3, 3, 3) / (27 * channels) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def expand(self, kernel: Tensor) -> Tensor:
        """All eight mirrorings of a (F, C, 3, 3, 3) kernel: (8F, C, 3, 3, 3)."""
        return torch.stack([mirror(kernel, h, fields=not self.plain) for h in range(MIRRORINGS)], dim=1).flatten(0, 1)

    def forward(self, x: Tensor, valid: bool = False) -> Tensor:
        """(B, C, D, H, W) to (B, 8F, D, H, W), with zeros around x; or one voxel less at each side where `valid`."""
        bias = self.bias.repeat_interleave(MIRRORINGS)
        return functional.conv3d(x, self.expand(self.kernel), bias, padding=0 if valid else 1)


def mirror(x: Tensor, h: int, fields: bool = True) -> Tensor:
    """Mirror (B, C, D, H, W) along the axes whose bit is set in h, permuting the channels of its fields."""
    axes = [axis for axis, bit in ((-3, 4), (-2, 2), (-1, 1)) if h & bit]
    if fields and h:
        order = torch.arange(x.shape[1], device=x.device) ^ h  # fields begin at multiples of eight
        x = x.index_select(1, order)
    return x.flip(axes) if axes else x
