"""The discriminator judges whether a patch of added detail looks like true detail, given what was measured.

    (8 x detail, interpolation - 0.4) -> 4^3 s2, 24 -> 3^3, 48 -> 4^3 s2, 96 -> 3^3, 96 -> 3^3, 1 verdict per 4^3 voxels

It sees only the added part beside the interpolated measurement, because the measurement itself is right by
construction. Spectral normalisation keeps it from outrunning the generator.

References
----------
Isola P, et al. Image-to-image translation with conditional adversarial networks. CVPR 2017. arXiv:1611.07004 (patches).
Miyato T, et al. Spectral normalization for generative adversarial networks. ICLR 2018. arXiv:1802.05957.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm

DETAIL_GAIN = 8.0
"""Brings added detail to the size of the interpolation; on raw intensities the discriminator learns nothing."""
CENTRE = 0.4
LAYERS = ((2, 24, 4, 2), (24, 48, 3, 1), (48, 96, 4, 2), (96, 96, 3, 1))
"""Channels in and out, kernel, stride."""


class Discriminator(nn.Module):
    """Patch-wise judge of added detail."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            spectral_norm(nn.Conv3d(channels, out, kernel, stride, padding=1))
            for channels, out, kernel, stride in LAYERS
        )
        self.last = spectral_norm(nn.Conv3d(LAYERS[-1][1], 1, 3, padding=1))

    def forward(self, detail: Tensor, known: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Verdicts, and what each layer saw.

        Parameters
        ----------
        detail, known : (B, 1, D, H, W), added part and interpolated measurement
        """
        x = torch.cat([DETAIL_GAIN * detail, known - CENTRE], dim=1)
        seen = []
        for layer in self.layers:
            x = functional.leaky_relu(layer(x), 0.2)
            seen.append(x)
        return self.last(x), seen
