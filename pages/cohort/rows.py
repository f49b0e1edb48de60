"""The rows of the cohort table: who passes the filters, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pages.shared.evidence import patients, risks

CLINICAL = ("mrecist", "diameter_cm", "enhancement", "afp_ng_ml", "age_years")


@dataclass(frozen=True)
class Filters:
    """What the person asked for: a split, an outcome (``"all"``, ``"yes"``, ``"no"``), risks in per cent, a text."""

    split: str
    outcome: str
    model: str
    risk: tuple[int, int]
    text: str
    worst_first: bool


def clinical_columns() -> list[str]:
    """The clinical columns the table shows: those of `CLINICAL` that the cohort has."""
    return [name for name in CLINICAL if name in patients("all").clinical]


def count_better(rows: pd.DataFrame, case_id: str) -> int:
    """How many of the rows lie farther from their outcome than this one."""
    return int((rows["error"] > rows.loc[case_id, "error"]).sum())


def read_values(case_id: str) -> dict[str, str]:
    """The clinical values of one patient that are known, as text."""
    known = patients("all").clinical.loc[case_id].dropna()
    return {str(name): _as_text(value) for name, value in known.items() if str(value).strip()}


def _as_text(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def select_rows(wanted: Filters) -> pd.DataFrame:
    """One row per patient that passes, by case id: split, outcome, clinical values, error, risks in per cent."""
    cohort, percent = patients(wanted.split), 100 * risks(wanted.split)
    table = pd.DataFrame({"is_training": cohort.is_training, "event": cohort.outcome})
    table = table.join(cohort.clinical.loc[:, clinical_columns()])
    table["error"] = (percent[wanted.model] - 100 * cohort.outcome).abs()
    table = table.join(percent)

    low, high = wanted.risk
    keep = percent[wanted.model].between(low, high) & table.index.str.contains(wanted.text, case=False, regex=False)
    if wanted.outcome != "all":
        keep &= table["event"] == (wanted.outcome == "yes")
    shown = table[keep]
    return shown.sort_values("error", ascending=False) if wanted.worst_first else shown
