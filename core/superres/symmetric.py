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
AXES = ((-3, 4), (-2, 2), (-1, 1))
"""Each axis with its bit."""

Ends = tuple[tuple[bool, bool], tuple[bool, bool], tuple[bool, bool]]
"""For each axis, whether the image ends before the first and after the last voxel shown."""


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
        self.kernel = nn.Parameter(torch.empty(outputs, channels, 3, 3, 3))
        if not self.kernel.is_meta:  # a plan has no values, and to draw them torch would load its compiler
            nn.init.normal_(self.kernel, std=(27 * channels) ** -0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def expand(self, kernel: Tensor) -> Tensor:
        """All eight mirrorings of a (F, C, 3, 3, 3) kernel: (8F, C, 3, 3, 3)."""
        return torch.stack([mirror(kernel, h, fields=not self.plain) for h in range(MIRRORINGS)], dim=1).flatten(0, 1)

    def forward(self, x: Tensor, ends: Ends | None = None) -> Tensor:
        """(B, C, D, H, W) to (B, 8F, D, H, W).

        With `ends` the result has one voxel less at every side where the image goes on, because what lies there is not
        shown, and x is continued by its mirror image where the image ends. Without, zeros surround x.
        """
        shown = x if ends is None else extend(x, ends, fields=not self.plain)
        bias = self.bias.repeat_interleave(MIRRORINGS)
        return functional.conv3d(shown, self.expand(self.kernel), bias, padding=0 if ends else 1)


def mirror(x: Tensor, h: int, fields: bool = True) -> Tensor:
    """Mirror (B, C, D, H, W) along the axes whose bit is set in h, permuting the channels of its fields."""
    axes = [axis for axis, bit in AXES if h & bit]
    if fields and h:
        order = torch.arange(x.shape[1], device=x.device) ^ h  # fields begin at multiples of eight
        x = x.index_select(1, order)
    return x.flip(axes) if axes else x


def extend(x: Tensor, ends: Ends, fields: bool = True) -> Tensor:
    """(B, C, D, H, W) with one voxel more at each end of the image: what the mirrored image would show there."""
    if not any(map(any, ends)):
        return x
    size = [n + before + after for n, (before, after) in zip(x.shape[2:], ends, strict=True)]
    wide = torch.empty((*x.shape[:2], *size), dtype=x.dtype, device=x.device, memory_format=torch.channels_last_3d)
    shown = [slice(None), slice(None)]
    shown += [slice(int(before), int(before) + n) for n, (before, _) in zip(x.shape[2:], ends, strict=True)]
    wide[tuple(shown)] = x
    for n, (axis, bit) in enumerate(AXES):  # the second and third axis continue what is there already
        shown[axis] = slice(None)
        part = wide[tuple(shown)]
        for edge, inside in ((0, 1), (-1, -2)):
            if ends[n][edge]:
                part.narrow(axis, edge, 1).copy_(mirror(part.narrow(axis, inside, 1), bit, fields))
    return wide


def trim(x: Tensor, ends: Ends, voxels: int) -> Tensor:
    """(B, C, D, H, W) without so many voxels at every side where the image goes on."""
    for (axis, _), (before, after) in zip(AXES, ends, strict=True):
        start, stop = 0 if before else voxels, x.shape[axis] - (0 if after else voxels)
        x = x.narrow(axis, start, stop - start)
    return x
