"""What training minimises: absolute error of the image and of its edges."""

from __future__ import annotations

import torch
from torch import Tensor

EDGE_WEIGHT = 0.1
SMOOTHING = 1e-3


def charbonnier(difference: Tensor) -> Tensor:
    """Mean of sqrt(d² + ε²) over a difference of any shape: the absolute error made smooth at zero.

    References
    ----------
    Charbonnier P, et al. Two deterministic half-quadratic regularization algorithms for computed imaging. ICIP 1994.
    doi:10.1109/ICIP.1994.413553
    """
    return torch.sqrt(difference.square() + SMOOTHING**2).mean()


def edge_error(difference: Tensor) -> Tensor:
    """Mean absolute finite difference of the error, (..., D, H, W), along its last three axes."""
    return torch.stack([difference.diff(dim=axis).abs().mean() for axis in (-3, -2, -1)]).mean()


def fidelity_loss(estimate: Tensor, truth: Tensor, trim: int) -> Tensor:
    """Charbonnier + 0.1 · edges on the inner part of a patch.

    Parameters
    ----------
    estimate, truth : (B, 1, D, H, W)
    trim : voxels at each side that are not judged, because the network saw no surroundings there
    """
    inner = (..., *(slice(trim, -trim),) * 3)
    difference = (estimate - truth)[inner]
    return charbonnier(difference) + EDGE_WEIGHT * edge_error(difference)
