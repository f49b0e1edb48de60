"""The phantom of one simulated patient: a liver in the arterial phase with one tumour, as a scanner would measure it.

It is drawn on a fine grid (1.25 × 1.25 × 2.5 mm), where the strength of the tumour's fine texture depends on the
patient's latent texture score, and then measured at half the resolution by truncating its k-space, with noise.
Part of that texture lies beyond what the scanner resolves.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.fft import dctn, idctn
from scipy.ndimage import gaussian_filter

from core.demo.clinical import SEED, simulate_clinical
from core.errors import CohortError
from core.values import Case, Mask, Volume

Array = npt.NDArray[np.float64]

FINE_SPACING = np.array([1.25, 1.25, 2.5])
MARGIN_MM = 28.0
NOISE = 3.0
LIVER, OUTSIDE, AORTA, VESSEL = 100.0, 45.0, 250.0, 150.0
NOT_CLINICAL = ["event", "is_training", "texture", "mrecist"]


@lru_cache(maxsize=1)
def demo_table() -> pd.DataFrame:
    """The clinical table of the demonstration cohort (see `simulate_clinical`)."""
    return simulate_clinical(SEED)


def demo_case(case_id: str) -> Case:
    """Volume, mask and clinical values of one simulated patient.

    Raises
    ------
    CohortError
        No simulated patient has this id.
    """
    table = demo_table()
    if case_id not in table.index:
        raise CohortError(
            f"a demonstration case is one of {table.index[0]} … {table.index[-1]}, but {case_id} was asked for"
        )
    row = table.loc[[case_id]].iloc[0]
    volume, mask = simulate_phantom(row, _generator(case_id))
    return Case(case_id, volume, mask, {str(name): _plain(value) for name, value in row.drop(NOT_CLINICAL).items()})


def simulate_phantom(patient: pd.Series[Any], rng: np.random.Generator) -> tuple[Volume, Mask]:
    """Draw a patient's phantom and measure it.

    Parameters
    ----------
    patient : diameter_cm, enhancement, necrosis, capsule_complete, margin_irregular, texture

    Returns
    -------
    Volume and Mask on the scanner's grid (2.5 × 2.5 × 5 mm, LPS)
    """
    image, depth = draw_phantom(patient, rng)
    coarse = _truncate(image)
    measured = np.hypot(coarse + rng.normal(0, NOISE, coarse.shape), rng.normal(0, NOISE, coarse.shape))
    affine = _centred_affine(coarse.shape, 2 * FINE_SPACING)
    return Volume(measured, affine), Mask(_truncate((depth > 0).astype(float)) > 0.5, affine, "tumour")


def simulate_truth(case_id: str) -> tuple[Volume, Volume]:
    """The fine phantom of a patient and its noiseless measurement: what a super-resolved volume can be judged by."""
    image, _ = draw_phantom(demo_table().loc[[case_id]].iloc[0], _generator(case_id))
    coarse = _truncate(image)
    fine_affine, affine = (_centred_affine(v.shape, s) for v, s in ((image, FINE_SPACING), (coarse, 2 * FINE_SPACING)))
    return Volume(image, fine_affine), Volume(coarse, affine)


def draw_phantom(patient: pd.Series[Any], rng: np.random.Generator) -> tuple[Array, Array]:
    """Intensities (I, J, K) on the fine grid, and the depth below the tumour's surface, mm."""
    radius = 5.0 * patient["diameter_cm"]
    half = np.ceil((radius + MARGIN_MM) / FINE_SPACING / 2).astype(int)
    axes = [(np.arange(4 * h) - 2 * h + 0.5) * s for h, s in zip(half, FINE_SPACING, strict=True)]
    x, y, z = np.meshgrid(*axes, indexing="ij", sparse=True)
    depth = _tumour_depth((x, y, z), radius, bool(patient["margin_irregular"]), rng)
    image = _draw_surroundings((x, y, z), radius, rng)
    weight = 1 / (1 + np.exp(-depth / 0.8))
    image = (1 - weight) * image + weight * _draw_tumour(depth, patient, rng)
    return image * _bias_field(image.shape, rng), depth


def _plain(value: Any) -> Any:
    """Python's own number for a NumPy one, so that it can be written as JSON."""
    return value.item() if isinstance(value, np.generic) else value


def _generator(case_id: str) -> np.random.Generator:
    return np.random.default_rng([SEED, zlib.crc32(case_id.encode())])


def _centred_affine(shape: tuple[int, ...], spacing: Array) -> Array:
    """LPS storage, the middle of the volume at the origin."""
    affine = np.diag([-spacing[0], -spacing[1], spacing[2], 1.0])
    affine[:3, 3] = -affine[:3, :3] @ (np.array(shape) - 1) / 2
    return affine


def _tumour_depth(grid: tuple[Array, ...], radius: float, irregular: bool, rng: np.random.Generator) -> Array:
    """Signed depth below the tumour's surface, mm; the surface is an ellipsoid with low-order bumps."""
    x, y, z = grid
    squeeze = rng.uniform(0.8, 1.0, 2)
    distance = np.sqrt(x**2 + (y / squeeze[0]) ** 2 + (z / squeeze[1]) ** 2)
    bumps = _field(distance.shape, max(radius / 2.5, 4.0), rng)
    return np.asarray(radius * (1 + (0.10 if irregular else 0.03) * bumps) - distance)


def _draw_tumour(depth: Array, patient: pd.Series[Any], rng: np.random.Generator) -> Array:
    """Intensities inside: enhancement pattern, necrosis, capsule, and the texture that depends on the patient."""
    fine_share = np.clip(0.5 + 0.13 * float(patient["texture"]), 0.05, 0.95)
    fine = _band(depth.shape, 4.5, rng)
    coarse = _field(depth.shape, 7.0, rng)
    image = 150.0 + rng.normal(0, 12) + 24.0 * (np.sqrt(fine_share) * fine + np.sqrt(1 - fine_share) * coarse)
    if patient["enhancement"] == "atypical":
        image = image - 45.0 * np.clip((depth - 5.0) / 4.0, 0, 1)
    if patient["necrosis"]:
        image = image - 50.0 * np.clip(_field(depth.shape, 9.0, rng) - 0.9, 0, 1) * (depth > 4.0)
    if patient["capsule_complete"]:
        image = np.where(np.abs(depth) < 1.2, 70.0, image)
    return np.asarray(image)


def _draw_surroundings(grid: tuple[Array, ...], radius: float, rng: np.random.Generator) -> Array:
    x, y, z = grid
    reach = radius + MARGIN_MM
    liver = ((x + 0.15 * reach) / (1.05 * reach)) ** 2 + ((y + 0.1 * reach) / (0.95 * reach)) ** 2 + 0 * z < 1
    image = np.where(liver, LIVER, OUTSIDE)
    image = image + 5.0 * _field(image.shape, 3.0, rng)
    vessels = np.abs(_field(image.shape, 9.0, rng)) < 0.035
    image = np.where(liver & vessels, VESSEL, image)
    aorta = (x - 0.62 * reach) ** 2 + (y - 0.78 * reach) ** 2 + 0 * z < 9.0**2
    return np.where(aorta, AORTA, image)


def _bias_field(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    ramps = [np.linspace(-1, 1, n) for n in shape]
    slopes = rng.uniform(-0.06, 0.06, 3)
    return np.asarray(
        1 + sum(s * r for s, r in zip(slopes, np.meshgrid(*ramps, indexing="ij", sparse=True), strict=True))
    )


def _field(shape: tuple[int, ...], length_mm: float, rng: np.random.Generator) -> Array:
    """Smooth Gaussian random field of unit variance with the given correlation length."""
    field = gaussian_filter(rng.standard_normal(shape), length_mm / FINE_SPACING / 2, mode="wrap")
    return np.asarray(field / field.std())


def _band(shape: tuple[int, ...], wavelength_mm: float, rng: np.random.Generator) -> Array:
    """Random field of unit variance whose structures are about one wavelength apart."""
    white = rng.standard_normal(shape)
    low, high = (gaussian_filter(white, wavelength_mm * f / FINE_SPACING, mode="wrap") for f in (0.16, 0.32))
    return np.asarray((low - high) / (low - high).std())


def _truncate(image: Array) -> Array:
    """Central half of k-space along each axis, reflected borders: what half the resolution measures."""
    corner = dctn(image, norm="ortho")[tuple(slice(n // 2) for n in image.shape)]
    return np.asarray(idctn(corner, norm="ortho") / np.sqrt(8.0))
