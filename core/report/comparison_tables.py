"""Comparisons of scores as tables: paired tests with their power, and reclassification where it is asked for."""

from __future__ import annotations

from dataclasses import asdict, fields
from itertools import combinations
from typing import Any

import pandas as pd

from core.errors import CohortError
from core.evaluation.comparisons import compare_all
from core.evaluation.delong import DelongTest
from core.evaluation.power import power_of_difference, power_of_test
from core.evaluation.reclassification import compare_reclassification
from core.evaluation.unpaired import unpaired_test
from core.report.evaluation_settings import EvaluationSettings, each_split, risk_names
from core.scores import ScoredCases

OWN_POWER = ("test_power", "test_needed_events", "test_needed_non_events")
INDICES = ("nri", "nri_events", "nri_non_events", "idi")


def build_comparisons(cases: ScoredCases, settings: EvaluationSettings | None = None) -> pd.DataFrame:
    """One row per split and pair of scores: paired DeLong test, Holm's P, power, cases needed for 0.8.

    Power and cases are planned as pROC does, from the variance of the first score, and beside it, as ``test_power``
    and ``test_needed_…``, those of DeLong's test itself.
    """
    level, tables = (settings or EvaluationSettings()).level, []
    for split, outcome, scores in each_split(cases):
        table = compare_all(outcome, {name: scores[name] for name in cases.names}, level)
        pairs = combinations(cases.names, 2)
        powers = pd.DataFrame([_power(outcome, scores[a], scores[b], level) for a, b in pairs], index=table.index)
        own = pd.DataFrame([_own_power(test) for test in table.itertuples()], index=table.index)
        tables.append(table.join(powers).join(own).assign(split=split))
    return pd.concat(tables, ignore_index=True)


def build_split_comparisons(cases: ScoredCases, settings: EvaluationSettings) -> pd.DataFrame:
    """One row per score: AUC of the training cases against that of the validation cases; no row without both."""
    if len(cases.splits) < 2:
        return pd.DataFrame()
    (_, seen, scores), (_, unseen, others) = each_split(cases)
    tests = {name: unpaired_test(seen, scores[name], unseen, others[name], settings.level) for name in cases.names}
    return pd.DataFrame(
        [{"score": name, "split_a": "training", "split_b": "validation"} | asdict(t) for name, t in tests.items()]
    )


def build_reclassification(cases: ScoredCases, settings: EvaluationSettings) -> pd.DataFrame:
    """One row per split, pair of risks and index, without categories: value, standard error, interval, z, p."""
    rows = []
    for split, outcome, scores in each_split(cases):
        for old, new in combinations(risk_names(cases), 2):
            found = compare_reclassification(outcome, scores[old], scores[new], level=settings.level)
            for name in INDICES:
                index = getattr(found, name)
                row = {"split": split, "risk_old": old, "risk_new": new, "index": name, "value": index.value}
                row |= {"error": index.error, "ci_low": index.ci_low, "ci_high": index.ci_high}
                rows.append(row | {"z": index.z, "p_value": index.p_value})
    return pd.DataFrame(rows)


def _own_power(row: Any) -> dict[str, float]:
    """Power of the test of a row; nothing where the difference does not vary."""
    try:
        found = power_of_test(DelongTest(*(getattr(row, field.name) for field in fields(DelongTest))))
    except CohortError:
        return dict.fromkeys(OWN_POWER, float("nan"))
    return dict(zip(OWN_POWER, (found.power, found.needed_events, found.needed_non_events), strict=True))


def _power(outcome: pd.Series[bool], a: pd.Series[float], b: pd.Series[float], level: float) -> dict[str, float]:
    """Power and cases needed; nothing where the difference does not vary."""
    try:
        found = power_of_difference(outcome, a, b, level)
    except CohortError:
        return {"power": float("nan"), "needed_events": float("nan"), "needed_non_events": float("nan")}
    return {
        "power": found.power,
        "needed_events": found.needed_events,
        "needed_non_events": found.needed_non_events,
    }
