"""The numbers of a report that belong on a network's card: plain, few, with short names."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from core.proof.concordance import BASES
from core.proof.fidelity import MATCHED
from core.proof.tables import COUNT, WIDTH

Numbers = dict[str, Any]
Report = Mapping[str, Any]

FIDELITY = (
    *("n", "mean_psnr", "mean_ssim", "mean_gain_over_sinc", "mean_gain_over_bspline"),
    *("mean_in_plane_gain_over_sinc", "mean_recovered_total", "mean_consistency_error"),
)
CONCORDANCE = (
    *("n_cases", "median_ccc", "median_icc", "share_above_75", "share_above_85", "share_above_90"),
    *(f"{what}_to_{base}" for base in BASES for what in ("difference_of_medians", "median_difference")),
)
FLAGS = ("below_bspline", "below_best")
SIGNIFICANT = 4


def summarise(report: Report, network: str | None = None) -> Numbers:
    """What a report says of a network, for its card.

    Parameters
    ----------
    report : as `core.proof.report.bench_network` makes it, or as read from its JSON
    network : its name; the first one when omitted

    Returns
    -------
    split; ``foreground`` and ``roi``: group to means over its volumes under the ideal measurement; ``mismatched``:
    measurement to group to mean gain over sinc, dB; ``rivals``: every other network of the report to group to mean gain
    over sinc, dB; ``concordance``: group to medians, intervals, and how many families
    lie below interpolation; ``lesions``: diameter to what is kept of it at worst; ``checks``: geometry, seams, cost.
    Text, finite numbers, lists and mappings only
    """
    name = network or next(iter(report["networks"]))
    rows = [row for row in report["fidelity"] if row["method"] == name]
    content: Numbers = {"split": report["split"]}
    content |= {region: _ideal(rows, region) for region in ("foreground", "roi")}
    for region in ("foreground", "roi"):
        for base in BASES:
            _add_base(content[region], [row for row in report["fidelity"] if row["method"] == base], base, region)
    content |= {"mismatched": _mismatched(rows), "rivals": _rivals(report, name)}
    content |= {"concordance": _concordance(report, name)}
    content |= {"lesions": _lesions(report, name), "checks": report["checks"][name]}
    short: Numbers = _shorten(content)
    return short


def _ideal(rows: list[Numbers], region: str) -> Numbers:
    chosen = [row for row in rows if row["measured"] == MATCHED and row["region"] == region]
    return {row["group"]: {key.removeprefix("mean_"): row[key] for key in FIDELITY} for row in chosen}


def _add_base(content: Numbers, rows: list[Numbers], base: str, region: str) -> None:
    """PSNR and SSIM of an interpolator beside the network's, group by group."""
    for group, numbers in _ideal(rows, region).items():
        if group in content:
            content[group] |= {f"{key}_{base}": numbers[key] for key in ("psnr", "ssim")}


def _rivals(report: Report, name: str) -> Numbers:
    others = [other for other in report["networks"] if other != name]
    by_rival = {other: [row for row in report["fidelity"] if row["method"] == other] for other in others}
    return {
        other: {group: numbers["gain_over_sinc"] for group, numbers in _ideal(rows, "foreground").items()}
        for other, rows in by_rival.items()
    }


def _mismatched(rows: list[Numbers]) -> Numbers:
    found: Numbers = {}
    for row in rows:
        if row["measured"] != MATCHED and row["region"] == "foreground":
            found.setdefault(row["measured"], {})[row["group"]] = row["mean_gain_over_sinc"]
    return found


def _concordance(report: Report, name: str) -> Numbers:
    found: Numbers = {}
    for row in report["concordance"]:
        if row["method"] == name and row["binning"] == WIDTH:
            found.setdefault(row["group"], {}).update({key: row[key] for key in CONCORDANCE})
        if row["method"] == name and row["binning"] == COUNT:
            found.setdefault(row["group"], {})["median_ccc_fixed_count"] = row["median_ccc"]
    for group, numbers in found.items():
        families = [row for row in report["families"][name] if row["group"] == group]
        numbers |= {"families": len(families)} | {f"families_{f}": sum(row[f] for row in families) for f in FLAGS}
    return found


def _lesions(report: Report, name: str) -> Numbers:
    """The largest error of the integral and the smallest peak over all lesions of a diameter."""
    found: dict[str, list[Numbers]] = {}
    for row in report["lesions"]:
        if row["method"] == name:
            found.setdefault(f"{row['diameter_mm']:g} mm", []).append(row)
    return {
        diameter: {
            "integral_error": max(abs(1 - row["integral_kept"]) for row in rows),
            "integral_error_near": max(abs(1 - row["integral_near"]) for row in rows),
            "peak_kept": min(row["peak_kept"] for row in rows),
        }
        for diameter, rows in found.items()
    }


def _shorten(value: Any) -> Any:
    """Four significant digits; mappings lose what is unknown or empty."""
    if isinstance(value, Mapping):
        short = {key: _shorten(item) for key, item in value.items()}
        return {key: item for key, item in short.items() if item is not None and item != {}}
    if isinstance(value, list | tuple):
        items = [_shorten(item) for item in value]
        return None if None in items else items
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT}g}") if math.isfinite(value) else None
    return value
