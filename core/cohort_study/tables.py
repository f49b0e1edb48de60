"""A team's tables as a cohort at the command line: roles are guessed where nothing is said, and what is said holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from core.errors import CohortError
from core.intake.arms import split_arms
from core.intake.assemble import Intake, build_cohort
from core.intake.columns import Role, guess_roles
from core.intake.ids import require_columns
from core.intake.mapping import CohortMapping, build_mapping
from core.intake.missing import name_first
from core.intake.sheet import read_sheet
from core.prediction.validation import split_cohort
from core.values import ARMS


@dataclass(frozen=True)
class Columns:
    """What is said of the columns; what is not said is guessed.

    Parameters
    ----------
    event : the outcome's value that is the event
    event_name : what happened; the event's value where nothing is said
    outcome, case_id, patient_id, split, centre : columns
    clinical : columns of the clinical model, each alone or as ``column=reference``; without them there is none
    share, seed : of the split, where no column says it
    complete : leave out cases that lack a clinical value
    """

    event: str
    event_name: str = ""
    outcome: str | None = None
    case_id: str | None = None
    patient_id: str | None = None
    split: str | None = None
    centre: str | None = None
    clinical: tuple[str, ...] = ()
    share: float = 0.8
    seed: int = 0
    complete: bool = True

    @property
    def references(self) -> dict[str, str]:
        """Clinical column to the level its others are compared with; empty where nothing is said."""
        return {name: level for name, _, level in (said.partition("=") for said in self.clinical)}


def read_feature_sheets(sources: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Tables of features by arm.

    Parameters
    ----------
    sources : paths, each alone or as ``arm=path``; a path alone holds the native arm, or what its column ``arm`` says

    Raises
    ------
    UnreadableFile, CohortError
        A file is no table, or two tables hold the same arm.
    """
    found: dict[str, pd.DataFrame] = {}
    for source in sources:
        arm, _, path = source.rpartition("=") if source.partition("=")[0] in ARMS else ("", "", source)
        parts = split_arms(read_sheet(Path(path)), arm or ARMS[0])
        if twice := found.keys() & parts.keys():
            raise CohortError(
                f"each arm needs one table, but {min(twice)} came twice: write {ARMS[1]}=FILE for another arm"
            )
        found |= parts
    return {arm: found[arm] for arm in ARMS if arm in found}


def read_intake(clinical: pd.DataFrame, features: Mapping[str, pd.DataFrame], columns: Columns) -> Intake:
    """Assemble the cohort; features may stand in the clinical table itself.

    Parameters
    ----------
    clinical, features : tables of text

    Raises
    ------
    CohortError
        With the sentence to show.
    """
    roles = _roles(clinical, columns)
    own = [name for name, role in roles.items() if role is Role.FEATURE]
    tables = dict(features) or ({ARMS[0]: clinical} if own else {})
    arms = {arm: roles if table is clinical else guess_roles(table, of_features=True) for arm, table in tables.items()}
    mapping = build_mapping(clinical, roles, arms, columns.event, columns.event_name or columns.event)
    said = columns.references
    variables = tuple(replace(each, reference=said[each.name] or each.reference) for each in mapping.clinical)
    return build_from(replace(mapping, clinical=variables, share=columns.share, seed=columns.seed), clinical, tables)


def build_from(mapping: CohortMapping, clinical: pd.DataFrame, features: Mapping[str, pd.DataFrame]) -> Intake:
    """Assemble the cohort of a mapping that is known, split by outcome and patient where no column says how."""
    split = None if mapping.split else partial(split_cohort, share=mapping.share, seed=mapping.seed)
    return build_cohort(mapping, clinical, features, split)


def leave_incomplete_out(intake: Intake) -> tuple[Intake, str]:
    """Only the cases whose clinical values are all known, so that every model is judged on the same cases.

    Returns
    -------
    The intake, and what to say of the cases left out; empty when there are none
    """
    cohort = intake.cohort
    missing = cohort.clinical.isna().any(axis=1)
    if not missing.any():
        return intake, ""
    kept, names = ~missing, list(cohort.outcome.index[missing])
    said = f"{len(names)} cases lack a value of {', '.join(cohort.clinical.columns)} and are left out"
    return replace(intake, cohort=cohort.where(kept)), f"{said}: {name_first(names)}"


def _roles(table: pd.DataFrame, columns: Columns) -> dict[str, Role]:
    """Roles of the columns as guessed, but for what is said; clinical columns are those that are named."""
    said = {Role.OUTCOME: columns.outcome, Role.CASE: columns.case_id, Role.PATIENT: columns.patient_id}
    said |= {Role.SPLIT: columns.split, Role.CENTRE: columns.centre}
    require_columns(table, [*said.values(), *columns.references])
    guessed = guess_roles(table)
    unused = (Role.NUMBER, Role.CATEGORY, *(role for role, name in said.items() if name))
    roles = {name: Role.IGNORE if role in unused else role for name, role in guessed.items()}
    roles |= {name: _clinical_role(guessed[name], table[name]) for name in columns.references}
    return roles | {name: role for role, name in said.items() if name}


def _clinical_role(guessed: Role, column: pd.Series[str]) -> Role:
    """Number or category, for a column that is named as a clinical one whatever it was guessed to be."""
    if guessed in (Role.NUMBER, Role.CATEGORY):
        return guessed
    return Role.CATEGORY if pd.to_numeric(column, errors="coerce").nunique() < 3 else Role.NUMBER
