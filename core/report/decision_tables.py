"""Decision curves of every score that is a probability, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from core.evaluation.decision_curve import DecisionCurve, decision_curve
from core.evaluation.decision_draws import ALL, NONE, NetBenefitDraws, draw_net_benefits
from core.evaluation.decision_ranges import best_ranges
from core.report.evaluation_settings import EvaluationSettings, each_split, risk_names
from core.scores import ScoredCases


def decision_curves(cases: ScoredCases, settings: EvaluationSettings) -> dict[str, dict[str, DecisionCurve]]:
    """Split to score to its decision curve, at the prevalence asked for."""
    return {
        split: {
            name: decision_curve(outcome, scores[name], prevalence=settings.prevalence) for name in risk_names(cases)
        }
        for split, outcome, scores in each_split(cases)
    }


def build_decision_curves(cases: ScoredCases, settings: EvaluationSettings | None = None) -> pd.DataFrame:
    """Net benefit of every score that is a probability, one row per split, score and threshold."""
    tables = [
        curve.table.assign(split=split, score=name)
        for split, curves in decision_curves(cases, settings or EvaluationSettings()).items()
        for name, curve in curves.items()
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def draw_strategies(cases: ScoredCases, settings: EvaluationSettings) -> dict[str, NetBenefitDraws]:
    """Split to resampled net benefits of every risk, at the prevalence asked for; none where no score is a risk."""
    names = risk_names(cases)
    return {
        split: draw_net_benefits(
            outcome,
            {name: scores[name] for name in names},
            resamples=settings.resamples,
            seed=settings.seed,
            prevalence=settings.prevalence,
        )
        for split, outcome, scores in (each_split(cases) if names else ())
    }


def build_decision_bands(draws: Mapping[str, NetBenefitDraws], level: float) -> pd.DataFrame:
    """One row per split, strategy and threshold: net benefit with its band, and the chance of being the best."""
    tables = []
    for split, drawn in draws.items():
        chances = drawn.chance_of_being_best()
        for name in drawn.names:
            band = drawn.band(name, level)
            tables.append(band.assign(chance_of_being_best=chances[name], split=split, strategy=name))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def build_decision_differences(draws: Mapping[str, NetBenefitDraws], level: float) -> pd.DataFrame:
    """One row per split, pair of risks and threshold: difference of net benefit with its interval."""
    tables = [
        drawn.difference(one, other, level).assign(split=split, score_a=one, score_b=other)
        for split, drawn in draws.items()
        for one, other in combinations((name for name in drawn.names if name not in {ALL, NONE}), 2)
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def build_best_ranges(cases: ScoredCases, settings: EvaluationSettings) -> pd.DataFrame:
    """One row per split and range of thresholds: what has the largest net benefit there, and where few are flagged.

    ``thin_from`` is the lowest threshold at which fewer than ten cases are flagged by some model that is best there.
    """
    rows = []
    for split, curves in decision_curves(cases, settings).items():
        for part in best_ranges(curves) if curves else ():
            thin = [curves[name].thin_from() for name in part.strategies if name in curves]
            row = {"split": split, "best": " = ".join(part.strategies), "low": part.low, "high": part.high}
            rows.append(row | {"largest_gain": part.largest_gain, "thin_from": min(thin, default=float("nan"))})
    return pd.DataFrame(rows)
