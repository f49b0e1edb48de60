"""What a person decided of their tables: which column is what. A value that can be saved and opened again as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

import pandas as pd

from core.errors import CohortError
from core.foreign import parse_json
from core.intake.columns import Role, guess_reference, guess_unit
from core.intake.missing import as_levels
from core.values.frozen import FrozenMapping

SHARE, SEED = 0.7, 20241215


@dataclass(frozen=True)
class ClinicalColumn:
    """A clinical variable.

    Parameters
    ----------
    name : of the column
    kind : ``"number"`` or ``"category"``
    unit : of a number
    reference : the level of a category that the others are compared with; empty lets the room choose
    missing : values that mean missing besides the usual ones, such as ``("-1",)``
    """

    name: str
    kind: Literal["number", "category"]
    unit: str = ""
    reference: str = ""
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in ("number", "category"):
            raise CohortError(f"a clinical column must be a number or a category, but {self.kind} came: choose one")
        object.__setattr__(self, "missing", tuple(self.missing))


@dataclass(frozen=True)
class FeatureColumns:
    """The features of one arm in their table, and whose they are.

    Parameters
    ----------
    names : columns of features
    case_id, patient_id : columns of ids, where there are such
    """

    names: tuple[str, ...]
    case_id: str | None = None
    patient_id: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))


@dataclass(frozen=True)
class CohortMapping:
    """Which column is what.

    Parameters
    ----------
    outcome : column of the outcome
    event : its value that is the event; every other value is no event
    event_name : what happened, printed everywhere
    case_id, patient_id : columns of ids in the clinical table; with a patient alone it has one row per patient
    split : column that says training or validation; without one, the split is made
    centre : column of the hospital or scanner
    clinical : clinical variables
    features : arm to its columns
    share : of the patients that go to training when the split is made
    seed : of that split
    """

    outcome: str
    event: str
    event_name: str
    case_id: str | None = None
    patient_id: str | None = None
    split: str | None = None
    centre: str | None = None
    clinical: tuple[ClinicalColumn, ...] = ()
    features: Mapping[str, FeatureColumns] = field(default_factory=dict)
    share: float = SHARE
    seed: int = SEED

    def __post_init__(self) -> None:
        object.__setattr__(self, "clinical", tuple(self.clinical))
        object.__setattr__(self, "features", FrozenMapping(self.features))
        used = [self.outcome, self.split, self.centre, self.case_id, self.patient_id, *(c.name for c in self.clinical)]
        twice = [name for name, count in Counter(used).items() if name is not None and count > 1]
        if twice:
            raise CohortError(f"a column can have one use, but {twice[0]} has two: give it one role")


def write_mapping(mapping: CohortMapping) -> str:
    """The mapping as JSON."""
    plain = {each.name: getattr(mapping, each.name) for each in fields(mapping)}
    plain["clinical"] = [asdict(column) for column in mapping.clinical]
    plain["features"] = {arm: asdict(columns) for arm, columns in mapping.features.items()}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def read_mapping(text: str) -> CohortMapping:
    """The mapping of a JSON text.

    Raises
    ------
    CohortError
        The text is no such mapping.
    """
    try:
        plain: dict[str, Any] = parse_json(text)
        plain["clinical"] = tuple(ClinicalColumn(**column) for column in plain["clinical"])
        plain["features"] = {arm: FeatureColumns(**columns) for arm, columns in plain["features"].items()}
        mapping = CohortMapping(**plain)
        _check_kinds(mapping)
        return mapping
    except CohortError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CohortError(
            "a mapping must be the JSON file that this software saved, but this is not: map the columns again"
        ) from error


def _check_kinds(mapping: CohortMapping) -> None:
    names = [*mapping.features, mapping.outcome, mapping.event, mapping.event_name]
    names += [column.name for column in mapping.clinical]
    names += [name for columns in mapping.features.values() for name in columns.names]
    if not all(isinstance(name, str) for name in names) or not 0 < mapping.share < 1:
        raise TypeError("names are text, and a share lies between 0 and 1")


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
