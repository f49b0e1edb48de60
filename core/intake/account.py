"""The account of an intake: what is missing, what was left out and why, and what was decided for the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from core.intake.join import Joined
from core.intake.mapping import CohortMapping
from core.intake.missing import find_missing, name_first
from core.values import Cohort

UNKNOWN = "unknown"
"""The centre of a case that names none."""


@dataclass(frozen=True)
class Note:
    """What a person must know of how a cohort was made; the phrase is ``intake.note_<kind>``.

    Parameters
    ----------
    kind : ``no_features``, ``no_clinical`` or ``no_outcome`` (rows left out), ``row_ids``, ``several_cases``,
        ``constant``, ``unknown_extraction``, ``unknown_centre``, ``split_made`` or ``no_split``
    n : how many it concerns
    named : the first few of them; of a split that was made, its seed
    """

    kind: str
    n: int = 0
    named: str = ""


def count_missing(mapping: CohortMapping, joined: Joined) -> pd.DataFrame:
    """Missing cells of every column in use, among the cases of the cohort.

    Returns
    -------
    (n_columns_in_use, 4): ``column``, ``role`` (number, category, centre or an arm), ``n``, ``share`` 0–1
    """
    cells: list[tuple[str, str, pd.Series[bool]]] = [
        (c.name, c.kind, find_missing(joined.clinical[c.name], c.missing)) for c in mapping.clinical
    ]
    if mapping.centre is not None:
        cells.append((mapping.centre, "centre", find_missing(joined.clinical[mapping.centre])))
    for arm, table in joined.features.items():
        cells += [(name, arm, find_missing(table[name])) for name in mapping.features[arm].names]
    rows = [(name, role, int(gaps.sum()), float(gaps.mean())) for name, role, gaps in cells]
    return pd.DataFrame(rows, columns=["column", "role", "n", "share"])


def build_notes(
    mapping: CohortMapping, cohort: Cohort, left_out: pd.Series[str], constant: Sequence[str], made_split: bool
) -> Iterator[Note]:
    """What to tell of a cohort.

    Parameters
    ----------
    left_out : (n_left_out,), index id, why
    constant : columns that do not vary and were left out
    made_split : whether the split was made here

    Yields
    ------
    The rows that were left out first, then what was decided
    """
    for kind in left_out.unique():
        ids = left_out.index[left_out == kind]
        yield Note(str(kind), len(ids), name_first(list(ids)))
    if mapping.case_id is None and mapping.patient_id is None:
        yield Note("row_ids", len(cohort))
    patients = cohort.patient_id.nunique()
    if patients < len(cohort):
        yield Note("several_cases", patients, str(len(cohort)))
    if constant:
        yield Note("constant", len(constant), name_first(constant))
    unknown = [arm for arm, table in cohort.features.items() if table.note]
    if unknown:
        yield Note("unknown_extraction", len(unknown), ", ".join(unknown))
    if cohort.centre is not None and (cohort.centre == UNKNOWN).any():
        yield Note("unknown_centre", int((cohort.centre == UNKNOWN).sum()))
    if mapping.split is None:
        kind, named = ("split_made", str(mapping.seed)) if made_split else ("no_split", "")
        yield Note(kind, int(cohort.is_training.sum()), named)
