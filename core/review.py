"""A cohort with the risks that models gave its patients: what a team reviews, simulated or its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from core.errors import CohortError
from core.intake.ids import require_columns
from core.intake.missing import as_numbers, find_missing, plain_levels
from core.intake.sheet import Source, read_sheet
from core.scores import build_scores
from core.values import Cohort

MODELS = ("clinical", "native", "interpolated", "super-resolved", "combined")
"""The models a review can hold, in the order in which they are shown."""
YES, NO = {"1", "yes", "true"}, {"0", "no", "false"}
NUMBERS = ("diameter_cm", "afp_ng_ml", "age_years")


@dataclass(frozen=True, eq=False)
class ReviewedCohort:
    """A cohort and the risks of its patients.

    Parameters
    ----------
    cohort : without feature tables
    risks : (n_cases, n_models), probability 0–1, columns in the order of `MODELS`
    simulated : whether the patients are
    """

    cohort: Cohort
    risks: pd.DataFrame
    simulated: bool

    @property
    def models(self) -> tuple[str, ...]:
        """The models that gave a risk."""
        return tuple(map(str, self.risks.columns))

    @property
    def splits(self) -> tuple[str, ...]:
        """``"validation"`` and ``"training"``, those that have cases."""
        sizes = {"validation": len(self.cohort.validation), "training": len(self.cohort.training)}
        return tuple(name for name, n in sizes.items() if n)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of cases, outcomes, split, risks and clinical columns; what is made of them is kept under it."""
        cohort = self.cohort
        table = self.risks.assign(outcome=cohort.outcome, training=cohort.is_training)
        table = table.join(cohort.clinical.add_prefix("clinical "))
        rows = pd.util.hash_pandas_object(table, index=True).to_numpy()
        return hashlib.sha256("\n".join(map(str, table.columns)).encode() + rows.tobytes()).hexdigest()


def read_review(source: Source, event_name: str) -> ReviewedCohort:
    """Read a team's own cohort from a CSV or XLSX file.

    Columns: ``event`` (1/0, yes/no), one column of risks per model named as in `MODELS`, optionally ``case_id``,
    ``patient_id``, ``split`` (training/validation) and clinical columns.

    Parameters
    ----------
    event_name : what the event is, e.g. ``"non-response"``

    Raises
    ------
    UnreadableFile, CohortError
        With the sentence to show.
    """
    table = read_sheet(source)
    require_columns(table, ["event"])
    models = [name for name in MODELS if name in table.columns]
    if not models:
        raise CohortError(
            f"the table must have risks in a column named {', '.join(MODELS)}, but it has none: rename one"
        )
    cases = build_scores(table, "event", _spelling(table["event"]), models, "split" if "split" in table else None)
    outside = ~cases.scores.apply(lambda risk: risk.between(0, 1)).all(axis=1)
    if outside.any():
        case = cases.scores.index[outside][0]
        raise CohortError(
            f"every risk must be a probability from 0 to 1, but case {case} has another value: correct it"
        )
    for split, rows in cases.splits.items():
        if cases.outcome[rows].nunique() < 2:
            raise CohortError(f"the event must happen in some cases of {split} and not in others, but it does not")
    cohort = Cohort({}, cases.outcome, event_name, _clinical(cases.others), cases.is_training, _patients(cases.others))
    return ReviewedCohort(cohort, cases.scores, simulated=False)


def match_label(review: ReviewedCohort, event: pd.Series[bool]) -> pd.Series[bool]:
    """A label in the order of the cohort: nullable boolean, (n_cases,), missing where there is none.

    Parameters
    ----------
    event : nullable boolean, index ``case_id`` or ``patient_id``

    Raises
    ------
    CohortError
        No patient of the cohort has a label.
    """
    cases, patients = review.cohort.outcome.index, review.cohort.patient_id
    by_case = event.reindex(cases)
    found = by_case if by_case.notna().any() else event.reindex(patients).set_axis(cases)
    if not found.notna().any():
        raise CohortError("a label must name patients of the cohort, but it names none of them: use the cohort's ids")
    return found


def add_clinical(review: ReviewedCohort, table: pd.DataFrame) -> ReviewedCohort:
    """The same cohort with further clinical columns; a column of the same name is replaced.

    Parameters
    ----------
    table : (n_rows, n_columns), index ``case_id`` or ``patient_id``; patients without a row have missing values

    Raises
    ------
    CohortError
        No patient of the cohort has a row.
    """
    cohort = review.cohort
    cases, patients = cohort.outcome.index, cohort.patient_id
    ids = cases if cases.isin(table.index).any() else pd.Index(patients)
    if not ids.isin(table.index).any():
        raise CohortError(
            "further columns must name patients of the cohort, but they name none of them: use the cohort's ids in a "
            "column case_id"
        )
    clinical = cohort.clinical.assign(
        **{str(name): column for name, column in table.reindex(ids).set_axis(cases).items()}
    )
    return replace(review, cohort=replace(cohort, clinical=clinical))


def relabel(review: ReviewedCohort, event: pd.Series[bool]) -> ReviewedCohort:
    """The same cohort with another outcome, without the category of the old one; patients with no label are left out.

    Raises
    ------
    CohortError
        See `match_label`; or the event does not both happen and not happen in some split.
    """
    found, cohort = match_label(review, event), review.cohort
    known = found.notna()
    outcome, training = found[known].astype(bool), cohort.is_training[known]
    for split, rows in (("training", training), ("validation", ~training)):
        if rows.any() and outcome[rows].nunique() < 2:
            raise CohortError(
                f"the event must happen in some cases of {split} and not in others, but all {rows.sum()} with a label "
                "are alike: label more patients"
            )
    kept = Cohort(
        features={},
        outcome=outcome,
        event_name=cohort.event_name,
        clinical=cohort.clinical[known].drop(columns="mrecist", errors="ignore"),
        is_training=training,
        patient_id=cohort.patient_id[known],
    )
    return ReviewedCohort(kept, review.risks[known], review.simulated)


def _spelling(column: pd.Series[str]) -> str:
    """How this table spells the event; raises `CohortError` when the column is not yes/no."""
    found = set(plain_levels(column[~find_missing(column)]).str.lower())
    for yes, no in (("1", "0"), ("yes", "no"), ("true", "false")):
        if found <= {yes, no}:
            return yes
    strange = sorted(found - YES - NO)[:3] or sorted(found)[:3]
    raise CohortError(f"the column event must say 1 or 0, or yes or no, but it says {', '.join(strange)}: correct it")


def _clinical(others: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: as_numbers(others[name]) for name in NUMBERS if name in others}
    return others.drop(columns=["case_id", "patient_id"], errors="ignore").assign(**numbers)


def _patients(others: pd.DataFrame) -> pd.Series[str]:
    ids = others["patient_id"] if "patient_id" in others else pd.Series(others.index, index=others.index)
    return ids.rename("patient_id")
