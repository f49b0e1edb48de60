"""Every arm of a case measured by the engine and by pyradiomics: what the check button and ``--check`` show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.arms import frame_arm
from core.features.check import EQUAL, Comparison, compare_with_pyradiomics
from core.features.params import ExtractionParams
from core.values import ARMS, Case, Volume
from core.workup import OnProgress, Workup

Arms = Mapping[str, tuple[Case, Volume | None]]
"""Arm to what is measured in it, and the volume that normalises it if that is another."""


def list_arms(workup: Workup) -> dict[str, tuple[Case, Volume | None]]:
    """The three arms of a work-up, as they were measured for it."""
    volumes = (workup.case.volume, workup.interpolated, workup.super_resolved)
    return {arm: frame_arm(workup.case, arm, volume) for arm, volume in zip(ARMS, volumes, strict=True)}


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
    """The comparisons as plain values for JSON, by arm, under the one name ``beside_pyradiomics``."""
    more = {arm: {"ratio": found.ratio, "equal_up_to": EQUAL} for arm, found in comparisons.items()}
    return {"beside_pyradiomics": {arm: asdict(found) | more[arm] for arm, found in comparisons.items()}}


def summarise_comparisons(content: Mapping[str, Any]) -> list[str]:
    """One line for each arm that `describe_comparisons` told of, if it did, for a terminal."""
    return [
        f"  {arm}, engine beside pyradiomics: {found['equal']} of {found['n']} features equal, "
        f"largest relative difference {found['difference']:.1e} "
        f"({found['feature']}: {found['engine']:.9g}, {found['pyradiomics']:.9g}); "
        f"{found['engine_seconds']:.2f} s instead of {found['pyradiomics_seconds']:.2f} s, "
        f"{found['ratio']:.0f} times faster"
        for arm, found in content.get("beside_pyradiomics", {}).items()
    ]
