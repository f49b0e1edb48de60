"""Cases measured again and again: which files they are, how each is perturbed, and the tables that come of it.

How features are extracted is the caller's choice; what the tables say is `core.features.agreement_table`'s to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pandas as pd

from core.errors import CohortError, HepasrError
from core.features.perturbation import PerturbationSettings, perturb_case
from core.imaging import read_mask, read_volume
from core.intake.ids import case_index, require_columns
from core.intake.sheet import read_sheet
from core.parallel import results_of
from core.values import Case, FeatureTable, Mask

Measure = Callable[[Case], FeatureTable]
"""Features of one case; sent to other processes when there are several."""

PLAIN, SECOND_READER = "as it is", "second reader"


@dataclass(frozen=True)
class CaseFiles:
    """Where a case lies, with the mask of a second reader where there is one."""

    case_id: str
    volume: Path
    mask: Path
    second_mask: Path | None = None
    label: int | None = None


@dataclass(frozen=True, eq=False)
class Repeated:
    """What came of measuring cases again.

    Parameters
    ----------
    tables : what was done to the cases, to their features; the cases as they are come first
    notes : case to why it was left out
    """

    tables: dict[str, FeatureTable] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def read_case_files(table: Path) -> list[CaseFiles]:
    """Read a CSV or XLSX file with one row per case: volume, mask, and where known case_id, second_mask and label.

    Paths are relative to the table's folder.

    Raises
    ------
    UnreadableFile, CohortError
        The file is no table; a column is missing or a path empty; a label is no whole number; some cases have a second
        reader's mask and some have none.
    """
    rows = read_sheet(table)
    require_columns(rows, ["volume", "mask"])
    rows = rows.assign(case_id=case_index(rows))
    for name in ("second_mask", "label"):
        rows[name] = rows[name].str.strip() if name in rows else ""
    wrong = ""
    if (rows[["volume", "mask"]] == "").any(axis=None):
        wrong = "a volume and a mask in every row, but one is empty"
    elif rows["second_mask"].eq("").nunique() > 1:
        wrong = "a second_mask in every row or in none, but some are empty"
    elif not rows["label"].str.fullmatch(r"\d*").all():
        wrong = "whole numbers as labels, but some are none"
    if wrong:
        raise CohortError(f"the table must have {wrong}: complete it")
    return [_files_of(row, table.parent) for _, row in rows.iterrows()]


def measure_repeatedly(
    cases: Sequence[CaseFiles],
    measure: Measure,
    settings: PerturbationSettings,
    workers: int = 1,
    on_progress: Callable[[float, str], None] | None = None,
) -> Repeated:
    """Measure each case as it is, under each perturbation, and in the second reader's mask where there are such.

    Parameters
    ----------
    measure : the features of one case
    workers : processes; each measures one case at a time

    Returns
    -------
    One table per measurement; a case that cannot be read, perturbed or measured is left out of all, with a note
    """
    done: dict[str, dict[str, FeatureTable]] = {}
    notes: dict[str, str] = {}
    work = partial(measure_case, measure, settings)
    for n, (files, found) in enumerate(results_of(work, cases, workers), start=1):
        case_id = files.case_id
        if isinstance(found, str):
            notes[case_id] = found
        else:
            done[case_id] = found
        if on_progress is not None:
            on_progress(n / len(cases), case_id)
    parts = [done[files.case_id] for files in cases if files.case_id in done]
    return Repeated({name: _stacked([part[name] for part in parts]) for name in (parts[0] if parts else ())}, notes)


def measure_case(measure: Measure, settings: PerturbationSettings, files: CaseFiles) -> dict[str, FeatureTable] | str:
    """The measurements of one case by name, or why there are none."""
    try:
        case, second = read_case(files)
        versions = {PLAIN: case} | perturb_case(case, settings)
        versions |= {SECOND_READER: replace(case, mask=second)} if second is not None else {}
        return {name: measure(version) for name, version in versions.items()}
    except HepasrError as error:
        return str(error)


def read_case(files: CaseFiles) -> tuple[Case, Mask | None]:
    """Read a case and the mask of its second reader from their files; raises what `core.imaging` raises."""
    volume = read_volume(files.volume)
    case = Case(files.case_id, volume, read_mask(files.mask, volume, files.label))
    return case, read_mask(files.second_mask, volume, files.label) if files.second_mask else None


def _files_of(row: pd.Series[str], folder: Path) -> CaseFiles:
    second = folder / row["second_mask"] if row["second_mask"] else None
    label = int(row["label"]) if row["label"] else None
    return CaseFiles(row["case_id"], folder / row["volume"].strip(), folder / row["mask"].strip(), second, label)


def _stacked(tables: list[FeatureTable]) -> FeatureTable:
    return replace(tables[0], values=pd.concat([table.values for table in tables]))
