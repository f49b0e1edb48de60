"""AUCs, thresholds and rates as tables."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pandas as pd

from core.evaluation.partial import partial_auc
from core.evaluation.rates import rates_at
from core.evaluation.roc import auc_intervals, roc_curve
from core.evaluation.roc_band import roc_band
from core.evaluation.threshold import Threshold, cost_cut, youden_cut
from core.report.evaluation_settings import EvaluationSettings, each_split
from core.scores import ScoredCases

PARTIAL = 0.8
"""Least specificity, or sensitivity, of the partial areas."""
RATES = ("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1")


def build_performance(cases: ScoredCases, settings: EvaluationSettings | None = None) -> pd.DataFrame:
    """One row per split and score: counts, AUC, its interval with method and reason, other intervals, partial areas."""
    chosen, rows = settings or EvaluationSettings(), []
    for split, outcome, scores in each_split(cases):
        for name in cases.names:
            curve = roc_curve(outcome, scores[name], chosen.level)
            row = {"split": split, "score": name, "n": curve.n_events + curve.n_non_events, "events": curve.n_events}
            row |= {"auc": curve.auc, "ci_low": curve.ci_low, "ci_high": curve.ci_high}
            row |= {"interval": curve.interval_method, "reason": curve.interval_reason, "variance": curve.variance}
            every = auc_intervals(outcome, scores[name], chosen.level, chosen.resamples, chosen.seed)
            for method, (low, high) in every.items():
                row |= {f"{method} low": low, f"{method} high": high}
            for focus in ("specificity", "sensitivity"):
                part = partial_auc(curve, PARTIAL, focus=focus)
                row |= {f"partial_{focus}_80": part.area, f"partial_{focus}_80_corrected": part.corrected}
            rows.append(row)
    return pd.DataFrame(rows)


def build_thresholds(cases: ScoredCases, settings: EvaluationSettings) -> pd.DataFrame:
    """One row per score: its threshold, how and on which cases it was found; training cases where there are some."""
    split, outcome, scores = next(each_split(cases))
    rows = []
    for name in cases.names:
        if settings.threshold is not None:
            found = Threshold(settings.threshold, "given")
        elif settings.cost_ratio is not None:
            found = cost_cut(outcome, scores[name], split, settings.cost_ratio, settings.prevalence)
        else:
            found = youden_cut(outcome, scores[name], split)
        rows.append({"score": name} | asdict(found))
    return pd.DataFrame(rows)


def build_rates(cases: ScoredCases, thresholds: pd.DataFrame, settings: EvaluationSettings) -> pd.DataFrame:
    """One row per split, score, method of interval and rate; `carried` says that other cases gave the threshold."""
    rows = []
    cuts = thresholds.set_index("score")
    for split, outcome, scores in each_split(cases):
        for name in cases.names:
            cut, carried = float(cuts["value"][name]), cuts["found_on"][name] != split
            for method in ("Wilson", "Clopper-Pearson"):
                rates = rates_at(outcome, scores[name], cut, method, settings.level)
                about = {"split": split, "score": name, "threshold": cut, "carried": carried, "interval": method}
                rows += [about | {"rate": rate} | asdict(getattr(rates, rate)) for rate in RATES]
    return pd.DataFrame(rows)


def build_roc_curves(cases: ScoredCases) -> pd.DataFrame:
    """Every point of every ROC curve: split, score, threshold (infinite at its start), both rates."""
    tables = []
    for split, outcome, scores in each_split(cases):
        for name in cases.names:
            curve = roc_curve(outcome, scores[name])
            columns = {"threshold": curve.thresholds, "false_positive_rate": curve.false_positive_rate}
            table = pd.DataFrame(columns | {"true_positive_rate": curve.true_positive_rate})
            tables.append(table.assign(split=split, score=name).replace(np.inf, np.nan))
    return pd.concat(tables, ignore_index=True)


def build_roc_bands(cases: ScoredCases, settings: EvaluationSettings) -> pd.DataFrame:
    """Pointwise band of the sensitivity, one row per split, score and false positive rate."""
    tables = [
        roc_band(outcome, scores[name], level=settings.level, resamples=settings.resamples, seed=settings.seed).assign(
            split=split, score=name
        )
        for split, outcome, scores in each_split(cases)
        for name in cases.names
    ]
    return pd.concat(tables, ignore_index=True)
