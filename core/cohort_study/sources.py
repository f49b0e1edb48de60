"""Where a cohort comes from: one table, tables of features beside it, or images that are measured first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from core.arms import require_arm
from core.cohort_study.images import Measuring, OnProgress, Spread, measure_cohort
from core.cohort_study.tables import Columns, build_from, leave_incomplete_out, read_feature_sheets, read_intake
from core.errors import UnreadableFile
from core.features.params import DEFAULT_PARAMS, read_params
from core.intake.assemble import Intake
from core.intake.mapping import read_mapping
from core.intake.sheet import read_sheet
from core.language import translate
from core.prediction_set_files import known_origin
from core.reliability_study import read_case_files
from core.values import ReconstructionSettings

PATHS = ["volume", "mask"]
"""Columns that make a table one of images."""


@dataclass(frozen=True)
class Images:
    """How images are measured where the table names some; by whom, see `core.cohort_study.images.measure_cohort`."""

    arms: tuple[str, ...]
    params: Path | None
    settings: ReconstructionSettings
    folder: Path
    workers: int = 1
    spread: Spread | None = None


@dataclass(frozen=True, eq=False)
class Sources:
    """A cohort, how its features were made, and what to tell of both."""

    intake: Intake
    origin: Mapping[str, Any]
    notes: list[str]


def read_sources(
    table: Path,
    features: tuple[str, ...],
    mapping: Path | None,
    columns: Columns,
    images: Images,
    on_progress: OnProgress,
) -> Sources:
    """Read the tables, measure the images if there are any, and assemble the cohort.

    Parameters
    ----------
    table : outcome and clinical columns; with the columns volume and mask, one row per case to be measured
    features : tables of features, see `core.cohort_study.tables.read_feature_sheets`
    mapping : a saved mapping of columns, instead of `columns`
    columns : what is said of the columns
    images : how images are measured
    on_progress : called with the share done, 0–1, and the case just measured

    Raises
    ------
    HepasrError
        With the sentence to show.
    """
    clinical, notes, measured = read_sheet(table), [], None
    sheets = read_feature_sheets(features)
    if not sheets and set(PATHS) <= set(clinical.columns):
        clinical = clinical.drop(columns=PATHS)
        _assemble(clinical, {}, mapping, columns)  # refuses before hours of work rather than after them
        measured = _measure(table, images, on_progress)
        sheets, notes = measured.features, [f"{case} is left out: {why}" for case, why in measured.notes.items()]
        notes += [f"{case}: {remark}" for case, remark in measured.remarks.items()]
    intake = _assemble(clinical, sheets, mapping, columns)
    intake, incomplete = leave_incomplete_out(intake) if columns.complete else (intake, "")
    origin = known_origin(intake.cohort)
    if measured is not None and origin:
        reconstruction = {"acquisition": images.settings.acquisition}
        origin |= {"trained_spacing": measured.spacing, "reconstruction": reconstruction}
    notes += [translate(f"intake.note_{note.kind}", "en", n=note.n, named=note.named) for note in intake.notes]
    return Sources(intake, origin, [*notes, *filter(None, [incomplete])])


def _measure(table: Path, images: Images, on_progress: OnProgress) -> Any:
    for arm in images.arms:
        require_arm(arm)
    measuring = Measuring(images.folder, images.arms, read_params(images.params or DEFAULT_PARAMS), images.settings)
    return measure_cohort(read_case_files(table), measuring, images.workers, on_progress, images.spread)


def _assemble(
    clinical: pd.DataFrame, sheets: Mapping[str, pd.DataFrame], mapping: Path | None, columns: Columns
) -> Intake:
    if mapping is None:
        return read_intake(clinical, sheets, columns)
    try:
        text = mapping.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{mapping.name} must be a readable text file, but it is not: give another") from error
    decided = read_mapping(text)
    return build_from(decided, clinical, sheets or dict.fromkeys(decided.features, clinical))
