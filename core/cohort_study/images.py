"""Features of a cohort's images, case by case and arm by arm; what was measured is not measured again.

A case that cannot be read or measured is named and left out, and the others go on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from core.errors import CohortError, HepasrError
from core.features.door import require_measurable
from core.features.params import ExtractionParams
from core.features.tables import build_export, read_features, write_features
from core.intake.arms import split_arms
from core.parallel import results_of
from core.pipeline import measure_arm
from core.reliability_study import CaseFiles, read_case
from core.values import Case, FeatureTable, ReconstructionSettings

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class MeasuredCase:
    """Voxel spacing of a case from finest to coarsest, mm, its features of each arm, and what there is to say of it."""

    spacing: tuple[float, ...]
    tables: tuple[FeatureTable, ...]
    remark: str = ""


@dataclass(frozen=True, eq=False)
class Measuring:
    """How each case is measured, and where its tables are kept.

    Parameters
    ----------
    folder : one parquet file per case and arm, where `measure` finds what it measured before
    arms : some of `core.values.ARMS`
    """

    folder: Path
    arms: tuple[str, ...]
    params: ExtractionParams
    settings: ReconstructionSettings

    def measure(self, files: CaseFiles) -> MeasuredCase | str:
        """Measure the arms of one case that are not there yet; says why when the case cannot be measured."""
        try:
            case, _ = read_case(files)
            if not all(self._path(case, arm).exists() for arm in self.arms):
                require_measurable(case, self.params)
            tables = tuple(self._measure_arm(case, arm) for arm in self.arms)
        except HepasrError as error:
            return str(error)
        return MeasuredCase(tuple(sorted(case.volume.spacing)), tables)

    def _measure_arm(self, case: Case, arm: str) -> FeatureTable:
        path = self._path(case, arm)
        if path.exists():
            return read_features(path)
        table = measure_arm(case, arm, self.params, self.settings)
        write_features(table, path)
        return table

    def _path(self, case: Case, arm: str) -> Path:
        """The table of one case and arm; another volume, mask, parameter or setting has another name."""
        made = "".join([case.case_id, case.volume.digest, case.mask.digest, self.params.digest, repr(self.settings)])
        name = re.sub(r"[^\w.-]", "_", case.case_id)
        return self.folder / f"{name}-{arm}-{hashlib.sha256(made.encode()).hexdigest()[:12]}.parquet"


Spread = Callable[[Measuring, Sequence[CaseFiles]], Iterable[tuple[CaseFiles, MeasuredCase | str]]]
"""Measures each case somewhere, and tells of each as it ends."""


@dataclass(frozen=True, eq=False)
class MeasuredCohort:
    """What came of measuring.

    Parameters
    ----------
    features : arm to (n_cases, n_columns) text, as the software exports its tables
    spacing : (smallest, largest) of the finest, the middle and the coarsest axis, mm
    notes : case to why it was left out
    remarks : case to what is to be said of it though it was measured
    """

    features: dict[str, pd.DataFrame]
    spacing: tuple[tuple[float, float], ...]
    notes: dict[str, str]
    remarks: dict[str, str]


def measure_cohort(
    cases: Sequence[CaseFiles],
    measuring: Measuring,
    workers: int = 1,
    on_progress: OnProgress | None = None,
    spread: Spread | None = None,
) -> MeasuredCohort:
    """Measure every case.

    Parameters
    ----------
    workers : processes; each measures one case at a time
    spread : who measures instead of them, see `core.jobs.cohort`

    Raises
    ------
    CohortError
        No case can be measured.
    """
    measuring.folder.mkdir(parents=True, exist_ok=True)
    done: dict[str, MeasuredCase] = {}
    notes: dict[str, str] = {}
    found_of = spread(measuring, cases) if spread else results_of(measuring.measure, cases, workers)
    for n, (files, found) in enumerate(found_of, start=1):
        if isinstance(found, str):
            notes[files.case_id] = found
        else:
            done[files.case_id] = found
        if on_progress is not None:
            on_progress(n / len(cases), files.case_id)
    measured = [done[files.case_id] for files in cases if files.case_id in done]
    if not measured:
        first = next(iter(notes.values()), "the table is empty")
        raise CohortError(f"some case must be measurable, but none of {len(cases)} is: the first because {first}")
    axes = zip(*(case.spacing for case in measured), strict=True)
    spacing = tuple((min(axis), max(axis)) for axis in axes)
    remarks = {case_id: case.remark for case_id, case in done.items() if case.remark}
    return MeasuredCohort(_as_text(measuring.arms, measured), spacing, notes, remarks)


def _as_text(arms: Sequence[str], measured: Sequence[MeasuredCase]) -> dict[str, pd.DataFrame]:
    """The tables of all cases as the spreadsheet that this software exports."""
    columns = zip(arms, zip(*(case.tables for case in measured), strict=True), strict=True)
    tables = {arm: _stack(parts) for arm, parts in columns}
    return split_arms(build_export(tables).reset_index().astype(str))


def _stack(tables: Sequence[FeatureTable]) -> FeatureTable:
    """The cases as one table, with the digits a file keeps wherever they were measured."""
    values = pd.concat([table.values for table in tables]).astype("float32")
    return replace(tables[0], values=values)
