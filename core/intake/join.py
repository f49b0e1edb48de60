"""Tables side by side, row by row of the same case, and every row that finds no partner named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core.errors import CohortError
from core.intake.ids import case_index, patients_of, require_columns
from core.intake.mapping import CohortMapping
from core.intake.missing import name_first

NO_FEATURES, NO_CLINICAL = "no_features", "no_clinical"


@dataclass(frozen=True, eq=False)
class Joined:
    """Tables of the same cases in the same order, text still.

    Parameters
    ----------
    clinical : (n_cases, n_columns), index ``case_id``
    features : arm to (n_cases, n_columns), same index
    patient_id : (n_cases,), same index
    left_out : (n_left_out,), index id, `NO_FEATURES` or `NO_CLINICAL`
    """

    clinical: pd.DataFrame
    features: Mapping[str, pd.DataFrame]
    patient_id: pd.Series[str]
    left_out: pd.Series[str]


@dataclass(frozen=True, eq=False)
class _Rows:
    """A table under its own ids: those of its cases, else of its patients, else row numbers."""

    table: pd.DataFrame
    case: str | None
    patient: pd.Series[str] | None

    @property
    def own(self) -> pd.Series[str]:
        return pd.Series(self.table.index, index=self.table.index, dtype="str")

    @property
    def has_ids(self) -> bool:
        return self.case is not None or self.patient is not None


def join_tables(mapping: CohortMapping, clinical: pd.DataFrame, features: Mapping[str, pd.DataFrame]) -> Joined:
    """Bring the clinical table and the features of each arm together by their ids.

    Both name cases: by case. Both name patients: by patient, whose one clinical row serves all their cases. One names
    cases and the other patients: these are taken for the same ids. Without ids there must be one table only.

    Raises
    ------
    CohortError
        A column is absent, an id empty or repeated, the tables share no id, or two tables have no ids.
    """
    absent = [arm for arm in mapping.features if arm not in features]
    if absent:
        raise CohortError(f"every image needs its table of features, but the {absent[0]} one has none: open it too")
    ours = _rows(clinical, mapping.case_id, mapping.patient_id)
    arms = {arm: _rows(features[arm], given.case_id, given.patient_id) for arm, given in mapping.features.items()}
    if not arms:
        return Joined(ours.table, {}, _patients(ours, ours.own), pd.Series(dtype="str"))
    if not all(rows.has_ids for rows in (ours, *arms.values())) and any(features[arm] is not clinical for arm in arms):
        raise CohortError("tables are joined by an id, but one names none: choose its column of case or patient ids")
    return _matched(ours, arms)


def _rows(table: pd.DataFrame, case_id: str | None, patient_id: str | None) -> _Rows:
    require_columns(table, [case_id, patient_id])
    index = case_index(table, case_id or patient_id)
    keyed = table.set_axis(index, axis=0)
    return _Rows(keyed, case_id, patients_of(keyed, patient_id))


def _matched(ours: _Rows, arms: Mapping[str, _Rows]) -> Joined:
    """The cases that every table has, in the order of the first arm."""
    everyone = pd.Index(dict.fromkeys(case for rows in arms.values() for case in rows.table.index), name="case_id")
    places = pd.DataFrame({arm: _place(ours, rows).reindex(everyone) for arm, rows in arms.items()}, index=everyone)
    kept = places.notna().all(axis=1)
    cases = everyone[kept]
    rows = places.loc[cases].iloc[:, 0]
    in_all = pd.Series([all(case in rows.table.index for rows in arms.values()) for case in everyone], index=everyone)
    alone = [case for case in ours.table.index if case not in set(places.stack())]
    left_out = dict.fromkeys(everyone[~in_all], NO_FEATURES) | dict.fromkeys(everyone[in_all & ~kept], NO_CLINICAL)
    first = next(iter(arms.values()))
    return Joined(
        ours.table.loc[rows].set_axis(cases),
        {arm: each.table.loc[cases] for arm, each in arms.items()},
        _patients(ours, rows) if first.patient is None else _agreed(first.patient[cases], ours, rows),
        pd.Series(dict.fromkeys(alone, NO_FEATURES) | left_out, dtype="str"),
    )


def _place(ours: _Rows, theirs: _Rows) -> pd.Series[str]:
    """For each case of theirs the row of ours that belongs to it, or NaN; at least one must have such a row."""
    wanted, keys = theirs.own, ours.own
    if ours.patient is not None and theirs.patient is not None and not (ours.case and theirs.case):
        wanted, keys = theirs.patient, ours.patient
    repeated = keys[keys.duplicated()].unique()
    if len(repeated):
        raise CohortError(
            f"the clinical table needs one row per patient, but {name_first(list(repeated))} has several: "
            "choose the column of case ids in both tables"
        )
    place = wanted.map(pd.Series(keys.index, index=keys.to_numpy()))
    if place.isna().all():
        raise CohortError(
            f"the tables must share ids, but features have {name_first(list(wanted))} and the clinical table has "
            f"{name_first(list(keys))}: choose the columns that hold the same ids"
        )
    return place


def _agreed(patient: pd.Series[str], ours: _Rows, rows: pd.Series[str]) -> pd.Series[str]:
    """The patients that features name, unless the clinical table names others."""
    other = patient if ours.patient is None else _patients(ours, rows)
    differ = patient.index[patient != other]
    if len(differ):
        raise CohortError(
            f"a case must have the same patient in all tables, but {name_first(list(differ))} has not: correct the ids"
        )
    return patient


def _patients(ours: _Rows, rows: pd.Series[str]) -> pd.Series[str]:
    """The patient of each case; a case of an unnamed patient is its own patient."""
    patient = ours.own if ours.patient is None else ours.patient
    return rows.map(patient).rename("patient_id")
