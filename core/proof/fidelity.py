"""How close every method comes to the truth, under an ideal measurement and under five that no network was told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.proof.methods import Method
from core.proof.samples import Sample
from core.superres import quality
from core.superres.acquire import measure_volume
from core.superres.consistency import measurement_of
from core.superres.degrade import Degradation
from core.superres.generator import thickest_last
from core.values import Volume

Row = dict[str, Any]
Region = npt.NDArray[np.bool_]
Array = quality.Array

MATCHED = "matched"
ACQUISITIONS: Mapping[str, tuple[Degradation, str]] = {
    MATCHED: (Degradation(), "3D"),
    "box": (Degradation(sampling="box"), "2D"),
    "noise": (Degradation(noise=0.01), "3D"),
    "partial": (Degradation(partial=0.75), "3D"),
    "taper": (Degradation(taper=0.3), "3D"),
    "profile": (Degradation(sampling="profile"), "3D"),
}
"""How the truth is measured, by name, and the acquisition that each method is told."""
BASES = ("sinc", "bspline")
KEYS = ["group", "measured", "region", "method"]


def restore_sample(
    sample: Sample, methods: Mapping[str, Method], measured: str = MATCHED
) -> tuple[Volume, dict[str, Volume]]:
    """Measure a truth at half its resolution; returns the measurement and what every method makes of it."""
    how, acquisition = ACQUISITIONS[measured]
    coarse = measure_volume(sample.truth, how)
    return coarse, {name: method(coarse, acquisition) for name, method in methods.items()}


def judge_sample(sample: Sample, coarse: Volume, restored: Mapping[str, Volume], measured: str = MATCHED) -> list[Row]:
    """One row for each method and region, foreground and ROI.

    Parameters
    ----------
    coarse : the measurement, (I, J, K)
    restored : method to volume, (2I, 2J, 2K); sinc and bspline among them
    measured : name of the measurement in `ACQUISITIONS`

    Returns
    -------
    Rows with psnr (dB), ssim, nrmse, gain over sinc and bspline (dB), consistency_error (share of range); for the ideal
    measurement also the recovered share of missing energy by band, and the gain counted in the in-plane bands alone
    """
    regions = {"foreground": quality.foreground_of(sample.truth.data)}
    if sample.mask is not None:
        regions["roi"] = sample.mask.data
    measurement = measurement_of(ACQUISITIONS[measured][1], coarse.spacing)
    axes = thickest_last(sample.truth.spacing)  # z is the thickest
    missing = quality.band_images(sample.truth.data, axes) if measured == MATCHED else {}
    rows: list[Row] = []
    for name, volume in restored.items():
        about: Row = {"group": sample.group, "case": sample.name, "measured": measured, "method": name}
        about["consistency_error"] = quality.consistency_error(coarse.data, volume.data, measurement)
        similarity = quality.ssim_map(sample.truth.data, volume.data)
        left = quality.band_images(sample.truth.data - volume.data, axes) if missing else {}
        for region, where in regions.items():
            row = about | {"region": region, "ssim": float(similarity[where].mean())}
            rows.append(row | _errors(sample.truth, volume, where) | _bands(missing, left, where))
    return _with_gains(rows)


def summarise_rows(rows: Iterable[Row]) -> list[Row]:
    """Median and mean over the volumes of a group of every number, by group, measurement, region and method."""
    table = pd.DataFrame(list(rows)).drop(columns="case")
    grouped = table.groupby(KEYS, sort=False)
    medians, means = grouped.median().add_prefix("median_"), grouped.mean().add_prefix("mean_")
    summary = grouped.size().rename("n").to_frame().join(medians).join(means).reset_index()
    return [{str(key): value for key, value in row.items()} for row in summary.to_dict(orient="records")]


def _errors(truth: Volume, volume: Volume, where: Region) -> Row:
    measures = {"psnr": quality.psnr, "nrmse": quality.nrmse}
    return {name: measure(truth.data, volume.data, where) for name, measure in measures.items()}


def _bands(missing: Mapping[str, Array], left: Mapping[str, Array], where: Region) -> Row:
    """Recovered shares, and the energy left in the in-plane bands, which `_with_gains` compares."""
    if not missing:
        return {}
    energies = quality.band_energies(left, where)
    shares = quality.recovered_shares(quality.band_energies(missing, where), energies)
    in_plane = sum(energies[name] for name in quality.IN_PLANE)
    return {f"recovered_{name}": share for name, share in shares.items()} | {"in_plane_left": in_plane}


def _with_gains(rows: list[Row]) -> list[Row]:
    """Every row beside sinc and bspline of its own region, dB."""
    found = {(row["method"], row["region"]): row for row in rows}
    for row in rows:
        for base in BASES:
            other = found[base, row["region"]]
            row[f"gain_over_{base}"] = row["psnr"] - other["psnr"]
            if "in_plane_left" in row:
                ratio = max(other["in_plane_left"], 1e-30) / max(row["in_plane_left"], 1e-30)
                row[f"in_plane_gain_over_{base}"] = float(10 * np.log10(ratio))
    return [{key: value for key, value in row.items() if key != "in_plane_left"} for row in rows]
