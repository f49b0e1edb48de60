"""From a truth to what a scanner at half the resolution would have measured of it, ideally or with its usual faults.

    scene     gamma and a smooth multiplicative bias field change the truth itself: another contrast, another coil
    sampling  k-space truncation (default), box averaging, or a Gaussian slice profile along the thickest axis
    filter    a Tukey taper of the kept k-space; partial Fourier fills its missing edge with zeros
    noise     Rician, on the measurement only

Grids and reflection are those of `consistency`. Everything random comes from the generator that is handed in.

References
----------
Gudbjartsson H, Patz S. The Rician distribution of noisy MRI data. Magn Reson Med 1995;34:910-914.
doi:10.1002/mrm.1910340618 (noise). McGibney G, et al. Quantitative evaluation of several partial Fourier reconstruction
algorithms used in MRI. Magn Reson Med 1993;30:51-59. doi:10.1002/mrm.1910300109 (partial Fourier).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.fft import dct, idct
from scipy.ndimage import gaussian_filter1d
from torch import Tensor

from core.superres.consistency import ALL_K_SPACE, BOX, K_SPACE, Measurement, measure, measure_axis

FWHM = 2.3548
"""Full width at half maximum of a Gaussian, in standard deviations."""


@dataclass(frozen=True)
class Degradation:
    """How a truth is measured; the defaults are an ideal 3D acquisition.

    Parameters
    ----------
    sampling : ``"k-space"`` or ``"box"`` on all axes, or ``"profile"``: Gaussian along the last axis only
    width : full width at half maximum of the slice profile, in slices
    taper : share of the kept k-space that is tapered, 0-1
    partial : share of k-space acquired along the first axis; 0.75 is 6/8 partial Fourier
    noise : standard deviation of the complex noise, as share of the intensity range
    bias : largest deviation of the bias field from 1
    gamma : exponent of the intensities
    """

    sampling: str = K_SPACE
    width: float = 1.0
    taper: float = 0.0
    partial: float = 1.0
    noise: float = 0.0
    bias: float = 0.0
    gamma: float = 1.0


def draw_degradation(rng: np.random.Generator) -> Degradation:
    """A random acquisition: mostly ideal sampling of a varied scene, sometimes another sampling, filter or noise."""
    sampling = str(rng.choice([K_SPACE, BOX, "profile"], p=[0.8, 0.1, 0.1]))
    return Degradation(
        sampling=sampling,
        width=float(rng.uniform(0.8, 1.2)),
        taper=float(rng.uniform(0.1, 0.4)) if rng.random() < 0.15 else 0.0,
        partial=float(rng.uniform(0.75, 0.9)) if rng.random() < 0.1 else 1.0,
        noise=float(rng.uniform(0, 0.02)) if rng.random() < 0.2 else 0.0,
        bias=float(rng.uniform(0, 0.2)),
        gamma=float(np.exp(rng.uniform(-0.3, 0.3))),
    )


def vary_scene(truth: Tensor, how: Degradation, rng: np.random.Generator) -> Tensor:
    """Another contrast and coil: gamma, then a bias field of order 2, on a (D, H, W) truth scaled to 0-1."""
    varied = truth
    if how.gamma != 1.0:
        varied = truth.sign() * truth.abs() ** how.gamma
    if how.bias:
        varied = varied * torch.from_numpy(bias_field(tuple(truth.shape), how.bias, rng))
    return varied


def bias_field(shape: tuple[int, ...], strength: float, rng: np.random.Generator) -> np.ndarray:
    """Random polynomial of order 2 over a (D, H, W) box, between 1 - strength and 1 + strength."""
    x, y, z = np.meshgrid(*[np.linspace(-1, 1, n, dtype=np.float32) for n in shape], indexing="ij", sparse=True)
    terms = (x, y, z, x * x, y * y, z * z, x * y, x * z, y * z)
    field = sum(float(weight) * term for weight, term in zip(rng.normal(size=len(terms)), terms, strict=True))
    field = np.asarray(field - np.mean(field), np.float32)
    return np.asarray(1 + strength * field / max(float(np.abs(field).max()), 1e-6), np.float32)


def simulate_measurement(truth: Tensor, how: Degradation, rng: np.random.Generator) -> Tensor:
    """What is measured of a (2D, 2H, 2W) truth scaled to 0-1: (D, H, W).

    The truth is taken as it is; `vary_scene` changes it beforehand.
    """
    coarse = _sample(truth, how)
    if how.taper or how.partial < 1:
        coarse = torch.from_numpy(_filter_k_space(coarse.numpy(), how))
    return coarse if how.noise == 0 else _add_noise(coarse, how.noise, rng)


def _sample(truth: Tensor, how: Degradation) -> Tensor:
    if how.sampling == "profile":  # blur by the profile, then take its value at the slice's centre
        sigma = 2 * how.width / FWHM
        blurred = gaussian_filter1d(truth.numpy(), sigma, axis=-1, mode="reflect")
        centres = torch.from_numpy((blurred[..., ::2] + blurred[..., 1::2]) / 2)
        return measure_axis(measure_axis(centres, -3), -2)
    models: dict[str, Measurement] = {K_SPACE: ALL_K_SPACE, BOX: (BOX, BOX, BOX)}
    return measure(truth, models[how.sampling])


def _filter_k_space(coarse: np.ndarray, how: Degradation) -> np.ndarray:
    """Taper the upper frequencies of every axis; dim those that a partial acquisition saw only once.

    Partial Fourier with zeros in place of the missing side keeps half of the amplitude there.
    """
    spectrum = coarse.astype(np.float32)
    for axis, n in enumerate(coarse.shape):
        gain = _tukey(n, how.taper)
        if axis == 0:
            gain = gain * np.where(np.arange(n) >= n * (2 * how.partial - 1), 0.5, 1.0)
        spectrum = dct(spectrum, norm="ortho", axis=axis)
        spectrum = idct(spectrum * gain.reshape([-1 if a == axis else 1 for a in range(3)]), norm="ortho", axis=axis)
    return np.asarray(spectrum, np.float32)


def _tukey(n: int, taper: float) -> np.ndarray:
    """1 up to the tapered share of the frequencies, then half a cosine down to 0 beyond the last."""
    position = np.arange(n) / n
    falling = 0.5 + 0.5 * np.cos(np.pi * np.clip((position - (1 - taper)) / max(taper, 1e-9), 0, 1))
    return falling if taper else np.ones(n)


def _add_noise(coarse: Tensor, sigma: float, rng: np.random.Generator) -> Tensor:
    """Magnitude of a complex image with Gaussian noise in both parts."""
    real, imaginary = (torch.from_numpy(rng.normal(0, sigma, tuple(coarse.shape)).astype(np.float32)) for _ in range(2))
    return torch.sqrt((coarse + real) ** 2 + imaginary**2)
