"""How well features of restored volumes agree with those of the truth: by feature, by family, beside interpolation.

A family is an image type and a class, e.g. ``wavelet-LLH_glcm``. Shape is left out of every median and share: all
methods are measured under the truth's own mask, so shape agrees by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.features.names import family_of
from core.features.reliability import bootstrap_interval, ccc_values, icc_values
from core.proof.extraction import TRUTH
from core.proof.methods import INTERPOLATORS

Tables = Mapping[str, pd.DataFrame]
Array = npt.NDArray[np.float64]

SHARES = (0.75, 0.85, 0.90)
BASES = ("bspline", "sinc")
LEAST = 4
"""Cases below which no interval is given: too many draws would repeat one case alone."""
TIE = 1e-6
"""Concordances closer than this count as equal."""


def build_trust_table(tables: Tables, method: str, draws: int = 2000) -> pd.DataFrame:
    """What a method does to every feature, beside what interpolation does.

    Parameters
    ----------
    tables : method to features (n_cases, n_features), the truth and all interpolators among them
    draws : of cases, for the intervals

    Returns
    -------
    One row a feature: ccc_network, ccc_low, ccc_high; icc (A,1), icc_low, icc_high; the CCC of every interpolator and
    of the best one; bias and limits of agreement in standard deviations of the truth; below_bspline, below_best

    References
    ----------
    Bland JM, Altman DG. Statistical methods for assessing agreement between two methods of clinical measurement. Lancet
    1986;327:307-310. doi:10.1016/S0140-6736(86)90837-8 (bias and limits).
    """
    truth, estimate = tables[TRUTH].to_numpy(), tables[method].to_numpy()
    names = tables[TRUTH].columns
    (low_ccc, low_icc), (high_ccc, high_icc) = _interval(
        lambda drawn: _agreement(truth[drawn], estimate[drawn]), len(truth), draws, (2, len(names))
    )
    value, icc = _agreement(truth, estimate)
    base = {name: ccc_values(truth, tables[name].to_numpy()) for name in INTERPOLATORS}
    best = np.max([base[name] for name in BASES], axis=0)
    columns: dict[str, Any] = {"feature": names, "family": [family_of(name) for name in names]}
    columns |= {"ccc_network": value, "ccc_low": low_ccc, "ccc_high": high_ccc}
    columns |= {"icc": icc, "icc_low": low_icc, "icc_high": high_icc}
    columns |= {f"ccc_{name}": values for name, values in base.items()} | {"ccc_best": best}
    columns |= _bland_altman(truth, estimate)
    columns |= {"below_bspline": value < base["bspline"] - TIE, "below_best": value < best - TIE}
    return pd.DataFrame(columns)


def build_family_table(trust: pd.DataFrame) -> pd.DataFrame:
    """Medians of a trust table by family, and whether a family lies below B-spline or below its best interpolator."""
    interpolators = [f"ccc_{name}" for name in BASES]
    grouped = trust.groupby("family", sort=False)
    medians = grouped[["ccc_network", "icc", *interpolators]].median()
    families = grouped.size().rename("n").to_frame().join(medians).reset_index()
    families["ccc_best"] = families[interpolators].max(axis=1)
    families["below_bspline"] = families["ccc_network"] < families["ccc_bspline"] - TIE
    families["below_best"] = families["ccc_network"] < families["ccc_best"] - TIE
    return families


def summarise_method(tables: Tables, method: str, draws: int = 2000) -> dict[str, Any]:
    """Concordance of a method with the truth over all features but shape, and its paired difference to interpolation.

    Returns
    -------
    n_cases, n_features, median_ccc with its interval, median_icc, share_above_75, _85, _90; for each base of `BASES`
    ``difference_of_medians_to_…`` and ``median_difference_to_…``, each as [estimate, low, high]: the first subtracts
    two medians over features, the second is the median over features of what each of them gains
    """
    kept = [name for name in map(str, tables[TRUTH].columns) if not is_shape(name)]
    arrays = {name: tables[name][kept].to_numpy() for name in (TRUTH, method, *BASES)}
    everyone = np.arange(len(arrays[TRUTH]))
    estimate = _medians(arrays, method, everyone)
    low, high = _interval(lambda drawn: _medians(arrays, method, drawn), len(everyone), draws, estimate.shape)
    spans = [[float(v) for v in ends] for ends in zip(estimate, low, high, strict=True)]
    value, icc = _agreement(arrays[TRUTH], arrays[method])
    summary: dict[str, Any] = {"n_cases": len(everyone), "n_features": len(kept)}
    summary |= {"median_ccc": spans[0], "median_icc": float(np.median(icc))}
    summary |= {f"share_above_{round(100 * t)}": float((value > t).mean()) for t in SHARES}
    for n, base in enumerate(BASES):
        summary |= {
            f"difference_of_medians_to_{base}": spans[1 + 2 * n],
            f"median_difference_to_{base}": spans[2 + 2 * n],
        }
    return summary


def is_shape(feature: str) -> bool:
    """Whether a feature tells of the mask alone."""
    return feature.split("_")[1] == "shape"


def _agreement(truth: Array, estimate: Array) -> Array:
    """CCC and ICC(A,1) of (n_cases, n_features) with the truth: (2, n_features)."""
    return np.stack([ccc_values(truth, estimate), icc_values(np.stack([truth, estimate], axis=1))])


def _medians(arrays: Mapping[str, Array], method: str, drawn: npt.NDArray[np.intp]) -> Array:
    """Median concordance of the method; then for each base the difference of medians and the median difference."""
    truth = arrays[TRUTH][drawn]
    own, *bases = (ccc_values(truth, arrays[name][drawn]) for name in (method, *BASES))
    pairs = [(np.median(own) - np.median(base), np.median(own - base)) for base in bases]
    return np.array([np.median(own), *(value for pair in pairs for value in pair)])


def _interval(statistic: Any, n_cases: int, draws: int, shape: Iterable[int]) -> tuple[Array, Array]:
    """Bootstrap interval over cases; unknown (NaN) where they are too few."""
    if n_cases < LEAST:
        return np.full(tuple(shape), np.nan), np.full(tuple(shape), np.nan)
    return bootstrap_interval(statistic, n_cases, draws)


def _bland_altman(truth: Array, estimate: Array) -> dict[str, Array]:
    """Mean difference and 95 % limits, in standard deviations of the truth between cases; 0 where nothing differs."""
    difference, spread = estimate - truth, truth.std(0, ddof=1)
    bias, width = difference.mean(0), 1.96 * difference.std(0, ddof=1)
    ends = {"bias": bias, "limit_low": bias - width, "limit_high": bias + width}
    return {name: np.divide(v, spread, out=np.zeros_like(v), where=spread > 0) for name, v in ends.items()}
