"""What a person decided of their tables: which column is what. A value that can be saved and opened again as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from core.errors import CohortError
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
        plain: dict[str, Any] = json.loads(text)
        plain["clinical"] = tuple(ClinicalColumn(**column) for column in plain["clinical"])
        plain["features"] = {arm: FeatureColumns(**columns) for arm, columns in plain["features"].items()}
        return CohortMapping(**plain)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise CohortError(
            "a mapping must be the JSON file that this software saved, but this is not: map the columns again"
        ) from error
