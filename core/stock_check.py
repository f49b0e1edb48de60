"""Every arm of a case measured by the engine and by pyradiomics: what the check button and ``--check`` show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.features.check import EQUAL, Comparison, compare_with_pyradiomics
from core.features.params import ExtractionParams
from core.values import Case, Volume
from core.workup import OnProgress, Workup

Arms = Mapping[str, tuple[Case, Volume | None]]
"""Arm to what is measured in it, and the volume that normalises it if that is another."""


def list_arms(workup: Workup) -> dict[str, tuple[Case, Volume | None]]:
    """The three arms of a work-up, as they were measured for it."""
    case = workup.case
    arms: dict[str, tuple[Case, Volume | None]] = {"native": (case, None)}
    for arm, volume in (("interpolated", workup.interpolated), ("super-resolved", workup.super_resolved)):
        arms[arm] = Case(case.case_id, volume, workup.fine_mask), case.volume
    return arms


def check_arms(
    arms: Arms, params: ExtractionParams, on_progress: OnProgress | None = None, workers: int = 1
) -> dict[str, Comparison]:
    """Compare each arm; an error of `compare_with_pyradiomics` ends it.

    Parameters
    ----------
    on_progress : called with the share that is done and the name of the arm that begins
    workers : threads of the engine
    """
    found = {}
    for n, (arm, (case, reference)) in enumerate(arms.items()):
        if on_progress is not None:
            on_progress(n / len(arms), arm)
        found[arm] = compare_with_pyradiomics(case, params, reference, workers)
    return found


def describe_comparisons(comparisons: Mapping[str, Comparison]) -> dict[str, Any]:
    """The comparisons as plain values for JSON, by arm."""
    return {arm: asdict(found) | {"ratio": found.ratio, "equal_up_to": EQUAL} for arm, found in comparisons.items()}


def summarise_comparisons(comparisons: Mapping[str, Comparison]) -> str:
    """One line for each arm, for a terminal."""
    return "\n".join(
        f"{arm}, engine beside pyradiomics: {found.equal} of {found.n} features equal, largest relative difference "
        f"{found.difference:.1e} ({found.feature}: {found.engine:.9g}, {found.pyradiomics:.9g}); "
        f"{found.engine_seconds:.2f} s instead of {found.pyradiomics_seconds:.1f} s, {found.ratio:.0f} times faster"
        for arm, found in comparisons.items()
    )
