"""The generator: predicts what sinc interpolation of a truncated k-space leaves out.

    y - 0.4 -> conv 1->C -> B x [x + 0.3 * conv(LeakyReLU(conv(x)))] -> 0.1 * conv C->8 -> sub-voxel shuffle x2

The result is *added* to the sinc interpolation of y (see `infer`), and its last convolution starts at zero, so that the
untrained network already is the best linear interpolator. No convolution runs on the fine grid.

Letters: B batch, C channels, D H W the three axes of the coarse grid.

References
----------
Lim B, et al. Enhanced deep residual networks for single image super-resolution. CVPRW 2017. arXiv:1707.02921
(residual blocks without normalisation, scaled branches). Shi W, et al. Real-time single image and video
super-resolution using an efficient sub-pixel convolutional neural network. CVPR 2016. arXiv:1609.05158 (shuffle).
"""

from __future__ import annotations

from dataclasses import dataclass

from einops import rearrange
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class GeneratorConfig:
    """Size of the network; every default has its reason beside it."""

    channels: int = 32  # multiples of 8, at least 24: thinner convolutions fall to a slow kernel on a CPU
    blocks: int = 3  # 0.17 M parameters: larger networks gained nothing within an hour on two cores
    branch_scale: float = 0.3  # without it training diverges at the learning rate that works
    tail_scale: float = 0.1  # keeps the first steps close to sinc
    centre: float = 0.4  # the typical normalised intensity of tissue

    @property
    def receptive_radius(self) -> int:
        """Coarse voxels to each side that can influence one output voxel."""
        return 2 + 2 * self.blocks


class ResidualBlock(nn.Module):
    """x + scale * conv(LeakyReLU(conv(x)))."""

    def __init__(self, channels: int, scale: float) -> None:
        super().__init__()
        self.first = nn.Conv3d(channels, channels, 3, padding=1)
        self.second = nn.Conv3d(channels, channels, 3, padding=1)
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, D, H, W) to the same shape."""
        branch = self.second(functional.leaky_relu(self.first(x), 0.1))
        result: Tensor = x + self.scale * branch
        return result


class Generator(nn.Module):
    """Coarse image to fine residual."""

    def __init__(self, config: GeneratorConfig | None = None) -> None:
        super().__init__()
        self.config = config or GeneratorConfig()
        channels = self.config.channels
        self.head = nn.Conv3d(1, channels, 3, padding=1)
        self.body = nn.Sequential(
            *(ResidualBlock(channels, self.config.branch_scale) for _ in range(self.config.blocks))
        )
        self.tail = nn.Conv3d(channels, 8, 3, padding=1)
        nn.init.zeros_(self.tail.weight)
        nn.init.zeros_(self.tail.bias)  # type: ignore[arg-type]

    def forward(self, y: Tensor) -> Tensor:
        """Residual on the fine grid.

        Parameters
        ----------
        y : (B, 1, D, H, W), intensities scaled so that tissue lies in 0-1

        Returns
        -------
        (B, 1, 2D, 2H, 2W), to be added to the sinc interpolation of y
        """
        x = self.body(self.head(y - self.config.centre))  # B C D H W
        fine: Tensor = rearrange(  # each of the 8 channels is one eighth of a coarse voxel
            self.config.tail_scale * self.tail(x), "b (c p q r) d h w -> b c (d p) (h q) (w r)", p=2, q=2, r=2
        )
        return fine


def count_parameters(network: nn.Module) -> int:
    """Number of trainable weights."""
    return sum(p.numel() for p in network.parameters() if p.requires_grad)
