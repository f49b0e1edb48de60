"""From a role for each column, guessed or corrected, to a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from core.errors import CohortError
from core.intake.columns import Role, guess_reference, guess_unit
from core.intake.mapping import ClinicalColumn, CohortMapping, FeatureColumns
from core.intake.missing import as_levels


def build_mapping(
    clinical: pd.DataFrame,
    roles: Mapping[str, Role],
    features: Mapping[str, Mapping[str, Role]],
    event: str,
    event_name: str,
) -> CohortMapping:
    """The mapping that follows from a role for each column.

    Parameters
    ----------
    clinical : (n_rows, n_columns), text: the table with the outcome
    roles : of its columns
    features : arm to the roles of the columns of its table
    event : the outcome's value that is the event
    event_name : what happened

    Raises
    ------
    CohortError
        No column is the outcome.
    """
    if Role.OUTCOME not in roles.values():
        raise CohortError("some column of the clinical table must be the outcome, but none is: choose one")
    kinds = [(name, role) for name, role in roles.items() if role in (Role.NUMBER, Role.CATEGORY)]
    return CohortMapping(
        outcome=_first(roles, Role.OUTCOME) or "",
        event=event,
        event_name=event_name,
        case_id=_first(roles, Role.CASE),
        patient_id=_first(roles, Role.PATIENT),
        split=_first(roles, Role.SPLIT),
        centre=_first(roles, Role.CENTRE),
        clinical=tuple(_clinical(clinical[name], role) for name, role in kinds),
        features={arm: _features(given) for arm, given in features.items()},
    )


def refine_mapping(mapping: CohortMapping, said: Mapping[str, Mapping[str, str]]) -> CohortMapping:
    """The mapping with what a person said of its clinical variables.

    Parameters
    ----------
    said : column to its ``unit``, ``reference`` and ``missing`` (values between commas, semicolons or spaces)
    """
    columns = [
        replace(
            column,
            unit=said[column.name]["unit"] if column.kind == "number" else "",
            reference=said[column.name]["reference"] if column.kind == "category" else "",
            missing=tuple(filter(None, re.split(r"[,;，；\s]+", said[column.name]["missing"]))),
        )
        for column in mapping.clinical
    ]
    return replace(mapping, clinical=tuple(columns))


def _clinical(column: pd.Series[str], role: Role) -> ClinicalColumn:
    name = str(column.name)
    if role is Role.NUMBER:
        return ClinicalColumn(name, "number", unit=guess_unit(name))
    return ClinicalColumn(name, "category", reference=guess_reference(as_levels(column).dropna().unique()))


def _features(roles: Mapping[str, Role]) -> FeatureColumns:
    names = tuple(name for name, role in roles.items() if role is Role.FEATURE)
    return FeatureColumns(names, _first(roles, Role.CASE), _first(roles, Role.PATIENT))


def _first(roles: Mapping[str, Role], wanted: Role) -> str | None:
    return next((name for name, role in roles.items() if role is wanted), None)
