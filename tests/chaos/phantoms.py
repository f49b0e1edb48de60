"""A cohort of small phantoms, each measured in about half a second: spheres of other radii in noise."""

from pathlib import Path

import numpy as np
import pandas as pd

from core.cohort_study.images import Measuring
from core.features.params import read_params
from core.imaging.nifti import write_volume
from core.reliability_study import read_case_files
from core.values import ReconstructionSettings, Volume

SIDE, SPACING_MM = 40, (1.0, 1.0, 3.0)
PARAMS = """\
imageType:
  Original: {}
  Wavelet:
    wavelet: coif1
featureClass:
  firstorder: [Mean, Entropy]
  glcm: [Contrast, Correlation]
  glszm: [ZoneEntropy]
setting:
  normalize: true
  normalizeScale: 100
  removeOutliers: 3
  binWidth: 5
  preCrop: false
  label: 1
  minimumROIDimensions: 3
  minimumROISize: 27
  distances: [1]
  force2D: false
"""


def write_cohort(folder: Path, cases: int) -> Path:
    """Write the images, the parameters and the table of a cohort; returns the table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    rows = [write_phantom(folder, number, cases) for number in range(cases)]
    table = folder / "cohort.csv"
    pd.DataFrame(rows).to_csv(table, index=False)
    return table


def write_phantom(folder: Path, number: int, cases: int) -> dict[str, str]:
    rng, affine = np.random.default_rng(number), np.diag([*SPACING_MM, 1.0])
    radius = SIDE * (0.25 + 0.15 * number / cases)
    inside = ((np.indices((SIDE,) * 3) - SIDE / 2) ** 2).sum(axis=0) < radius**2
    name = f"{number:03d}"
    write_volume(Volume(100 + 20 * rng.standard_normal(inside.shape) + 50 * inside, affine), folder / f"v{name}.nii")
    write_volume(Volume(inside, affine), folder / f"m{name}.nii")
    return {"case_id": name, "volume": f"v{name}.nii", "mask": f"m{name}.nii"}


def how_measured(folder: Path) -> Measuring:
    """Native images, few features, tables kept beside them."""
    params = read_params(folder / "params.yaml")
    return Measuring(folder / "features", ("native",), params, ReconstructionSettings())


def cases_of(folder: Path) -> list:
    """The files of the cohort's cases."""
    return read_case_files(folder / "cohort.csv")
