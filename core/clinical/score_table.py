"""Scores and stages of a whole table of patients, from columns whose units and codings were declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core.clinical.declared import Declared, read_declared
from core.clinical.score_rules import NARROWING, RULES, Rule
from core.csv_text import as_csv


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """Scores of patients, and what stands against them.

    Parameters
    ----------
    scores : (n_cases, n_columns), the columns of every score whose inputs were declared, in the order of `RULES`;
        missing where a patient lacks an input
    flags : (n_cases, n_declared), as `core.clinical.declared.read_declared` returns them
    lacking : score to the inputs no column was declared for; such a score is not given
    missing : (n_cases,), per patient what the scores that are missing would need, e.g. ``"afp, nodules"``
    """

    scores: pd.DataFrame
    flags: pd.DataFrame
    lacking: Mapping[str, tuple[str, ...]]
    missing: pd.Series[str]

    @property
    def flagged(self) -> pd.Series[bool]:
        """Whether some value of a patient was flagged, (n_cases,)."""
        return (self.flags != "").any(axis=1)

    @property
    def flag(self) -> pd.Series[str]:
        """Flags in one text per patient, e.g. ``"platelets: /µL"``; (n_cases,)."""
        rows = self.flags.to_dict("records")
        told = ["; ".join(f"{name}: {flag}" for name, flag in row.items() if flag) for row in rows]
        return pd.Series(told, index=self.flags.index, dtype=object)

    def given(self, rule: str) -> int:
        """Patients who have this score."""
        first = RULES[rule].columns[0]
        return int(self.scores[first].notna().sum()) if first in self.scores else 0

    def counts(self, rule: str) -> dict[str, int]:
        """Patients at each level of a score that has levels, in their order; empty for a number."""
        last = self.scores.get(RULES[rule].columns[-1])
        if last is None or pd.api.types.is_float_dtype(last):
            return {}
        found = {str(level): int(n) for level, n in last.value_counts().sort_index().items()}
        return {level: found[level] for level in RULES[rule].levels or found if level in found}

    def as_clinical(self) -> pd.DataFrame:
        """The scores as columns of a cohort: numbers as they are, grades and strata as text."""
        grades = [str(name) for name in self.scores if not pd.api.types.is_float_dtype(self.scores[name])]
        return self.scores.assign(**{name: self.scores[name].map(str, na_action="ignore") for name in grades})

    def as_csv(self, table: pd.DataFrame) -> str:
        """The table with scores, flags and what is missing beside it."""
        told = self.scores.assign(flag=self.flag, missing_for_scores=self.missing)
        apart = {name: f"{name} (score)" for name in told if name in table}
        return as_csv(pd.concat([table, told.rename(columns=apart)], axis=1))


def score_table(table: pd.DataFrame, declared: Mapping[str, Declared]) -> ScoreTable:
    """Every score whose inputs were declared, of every patient who has them.

    Parameters
    ----------
    table : (n_cases, n_columns), numbers or text
    declared : name of `core.clinical.units.QUANTITIES` or `core.clinical.signs.SIGNS` to its column and unit or coding

    Raises
    ------
    ClinicalError
        A column is absent, or a unit or coding unknown.

    Notes
    -----
    A flagged value enters no score and is not converted. Stages are said of a patient with a missing value only where
    every possible value gives the same (`core.clinical.settled`).

    References
    ----------
    Johnson PJ, et al. J Clin Oncol 2015;33:550-558. doi:10.1200/JCO.2014.57.9151; the others in `core.clinical.scores`
    and `core.clinical.staging`.
    """
    values, flags = read_declared(table, declared)
    scores, lacking = pd.DataFrame(index=table.index), {}
    missing = pd.Series("", index=table.index, dtype=object)
    for name, rule in RULES.items():
        unknown = tuple("|".join(either) for either in rule.needs if not set(either) & set(values))
        if unknown:
            lacking[name] = unknown
            continue
        found = rule.compute(values)
        scores = scores.join(found)
        for column, key in rule.passes_on.items():
            values[key] = values[key].fillna(found[column]) if key in values else found[column]
        missing = missing.where(found[rule.columns[0]].notna(), missing + _absent(rule, values))
    return ScoreTable(scores, flags, lacking, missing.map(_once))


def _absent(rule: Rule, values: pd.DataFrame) -> pd.Series[str]:
    """Of each patient the inputs of one score that are not known, each followed by a comma."""
    told = pd.Series("", index=values.index, dtype=object)
    for either in rule.needs:
        settling = [name for name in either if name not in NARROWING]
        known = values.reindex(columns=settling).notna().any(axis=1)
        told = told.where(known, told + "|".join(settling) + ",")
    return told


def _once(names: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, names.split(","))))
