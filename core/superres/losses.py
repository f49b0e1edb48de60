"""What training minimises: the squared error relative to what there is to gain, and for the perceptual weights more."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def relative_error(difference: Tensor, energy: Tensor) -> Tensor:
    """Mean square of a difference (B, 1, D, H, W) as share of the missing energy (B,) of the volumes it came from.

    1 is what interpolation alone reaches. Its logarithm is the gain in decibels, so every volume counts by the gain it
    offers and not by its contrast.
    """
    return (difference.square().mean(dim=(1, 2, 3, 4)) / energy).mean()


def inner(x: Tensor, trim: int) -> Tensor:
    """A patch (..., D, H, W) without `trim` voxels at each side, which saw no surroundings."""
    return x[(..., *(slice(trim, -trim),) * 3)]


def spectrum_error(estimate: Tensor, truth: Tensor) -> Tensor:
    """Mean absolute difference of the log-amplitudes of two (B, 1, D, H, W) images: detail of the right strength.

    References
    ----------
    Jiang L, et al. Focal frequency loss for image reconstruction and synthesis. ICCV 2021. arXiv:2012.12821 (the idea
    of judging an image by its frequencies).
    """
    a, b = (torch.log(torch.fft.rfftn(x, dim=(-3, -2, -1), norm="ortho").abs() + 1e-2) for x in (estimate, truth))
    return (a - b).abs().mean()


def feature_error(estimate: Sequence[Tensor], truth: Sequence[Tensor]) -> Tensor:
    """Mean absolute difference of what a discriminator sees in two images, layer by layer, (B, C, D, H, W) each."""
    return torch.stack([(a - b.detach()).abs().mean() for a, b in zip(estimate, truth, strict=True)]).mean()


def hinge_real_fake(real: Tensor, fake: Tensor) -> Tensor:
    """What the discriminator minimises: its verdicts (B, 1, D, H, W) on true detail above 1, on estimated below -1.

    References
    ----------
    Lim JH, Ye JC. Geometric GAN. 2017. arXiv:1705.02894.
    """
    return torch.relu(1 - real).mean() + torch.relu(1 + fake).mean()
