"""Which inputs each score needs, and how a table of inputs becomes its columns.

The formulas and their sources (Johnson 2015 for ALBI, Pugh 1973, Reig 2022 for BCLC, …) stand in `core.clinical.scores`
and `core.clinical.staging`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from core.clinical.scores import albi, child_pugh, log_afp
from core.clinical.settled import POSSIBLE, settle
from core.clinical.staging import Tumour, bclc, cnlc, hap, six_and_twelve, up_to_seven

Either = tuple[str, ...]
"""Inputs of which one is enough."""

ONE, SEVERAL = (1,), tuple(number for number in POSSIBLE["nodules"] if number > 1)
NODULES: Either = ("nodules", "multiple")
NARROWING = frozenset({"multiple"})
"""Inputs that say something of another and do not settle it."""
SPREAD: tuple[Either, ...] = (("vascular_invasion",), ("extrahepatic",))
TUMOUR: tuple[Either, ...] = (NODULES, ("largest",), *SPREAD, ("performance",), ("child_pugh",))


@dataclass(frozen=True)
class Rule:
    """A score of a table.

    Parameters
    ----------
    columns : what it gives
    needs : its inputs; of those that stand together one is enough
    compute : inputs (n_cases, …) to its columns (n_cases, n_columns), missing where an input is
    levels : of its last column in their clinical order, where that is not the alphabet's
    passes_on : its column to the input of later scores it stands for, where a patient has none
    """

    columns: tuple[str, ...]
    needs: tuple[Either, ...]
    compute: Callable[[pd.DataFrame], pd.DataFrame]
    levels: tuple[str, ...] = ()
    passes_on: Mapping[str, str] = field(default_factory=dict)


def _albi(values: pd.DataFrame) -> pd.DataFrame:
    rows = values[["bilirubin", "albumin"]].dropna()
    found = [albi(*row) for row in rows.itertuples(index=False)]
    told = {
        "albi": pd.Series([one.value for one in found], rows.index, "float64"),
        "albi_grade": pd.Series([one.grade for one in found], rows.index, "Int64"),
        "modified_grade": pd.Series([one.modified_grade for one in found], rows.index, object),
    }
    return pd.DataFrame(told).reindex(values.index)


def _log_afp(values: pd.DataFrame) -> pd.DataFrame:
    return values[["afp"]].map(log_afp, na_action="ignore").set_axis(["log10_afp"], axis=1)


def _child_pugh(values: pd.DataFrame) -> pd.DataFrame:
    """Five signs; the INR counts where it is known, else the seconds."""
    needed = values.reindex(columns=["bilirubin", "albumin", "ascites", "encephalopathy", "inr", "prolonged"])
    rows = needed[needed.iloc[:, :4].notna().all(axis=1) & needed.iloc[:, 4:].notna().any(axis=1)]
    found = [
        child_pugh(*row[:4], *(None if pd.isna(x) else x for x in row[4:])) for row in rows.itertuples(index=False)
    ]
    told = {
        "child_pugh_points": pd.Series([one.points for one in found], rows.index, "Int64"),
        "child_pugh_grade": pd.Series([one.grade for one in found], rows.index, object),
    }
    return pd.DataFrame(told).reindex(values.index)


def _stage(stage: Callable[..., Any], name: str, inputs: tuple[str, ...], values: pd.DataFrame) -> pd.DataFrame:
    """One stage of every patient; a value that is unknown is every possible one."""
    table = values.reindex(columns=[*inputs, "multiple"]).astype(object)
    rows = table.to_dict("records")
    found = [settle(stage, {key: _possible(key, row) for key in inputs}) for row in rows]
    return pd.DataFrame({name: pd.Series(found, values.index, dtype=object)})


def _possible(name: str, row: dict[Any, Any]) -> tuple[Any, ...]:
    if pd.notna(row[name]):
        return (int(row[name]) if name == "nodules" else row[name],)
    if name == "nodules" and pd.notna(row["multiple"]):
        return SEVERAL if row["multiple"] else ONE
    return tuple(POSSIBLE[name])


def _of_tumour(stage: Callable[[Tumour], str], **values: Any) -> str:
    return stage(Tumour(largest_cm=values.pop("largest"), **values))


def _six_and_twelve(largest: float, nodules: int) -> str:
    return str(six_and_twelve(largest, nodules))


def _up_to_seven(largest: float, nodules: int) -> str:
    return "within" if up_to_seven(largest, nodules) else "beyond"


def _of_liver(albumin: float, bilirubin: float, afp: float, largest: float) -> str:
    return hap(albumin, bilirubin, afp, largest)


def _rule(name: str, needs: tuple[Either, ...], stage: Callable[..., str], *levels: str) -> Rule:
    inputs = tuple(either[0] for either in needs)
    return Rule((name,), needs, partial(_stage, stage, name, inputs), levels)


BURDEN: tuple[Either, ...] = (("largest",), NODULES)
LIVER: tuple[Either, ...] = (("albumin",), ("bilirubin",))
CLOTTING: tuple[Either, ...] = (*LIVER, ("ascites",), ("encephalopathy",), ("inr", "prolonged"))
CNLC = ("Ia", "Ib", "IIa", "IIb", "IIIa", "IIIb", "IV")
GRADE = {"child_pugh_grade": "child_pugh"}
RULES = {
    "albi": Rule(("albi", "albi_grade", "modified_grade"), LIVER, _albi),
    "child_pugh": Rule(("child_pugh_points", "child_pugh_grade"), CLOTTING, _child_pugh, passes_on=GRADE),
    "bclc": _rule("bclc", TUMOUR, partial(_of_tumour, bclc)),
    "cnlc": _rule("cnlc", TUMOUR, partial(_of_tumour, cnlc), *CNLC),
    "hap": _rule("hap", (*LIVER, ("afp",), ("largest",)), _of_liver),
    "six_and_twelve": _rule("six_and_twelve", BURDEN, _six_and_twelve),
    "up_to_seven": _rule("up_to_seven", BURDEN, _up_to_seven, "within", "beyond"),
    "log10_afp": Rule(("log10_afp",), (("afp",),), _log_afp),
}
"""Child-Pugh comes before the stages that take its grade."""
