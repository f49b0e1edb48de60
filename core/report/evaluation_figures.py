"""The figures of an evaluation as SVG, one of each kind for every split, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from core.evaluation.calibration_curve import CalibrationCurve
from core.evaluation.roc import roc_curve
from core.figures.calibration import CalibrationLabels, plot_calibration
from core.figures.comparison import ComparisonLabels, plot_comparisons
from core.figures.curves import plot_roc
from core.figures.decision import Marked, plot_decision_curve
from core.figures.export import PAGE_MM, svg_text
from core.figures.labels import CurveLabels
from core.language import translate
from core.report.calibration_tables import each_risk, smooth_or_none
from core.report.decision_tables import decision_curves
from core.report.evaluation_settings import EvaluationSettings, each_split, risk_names
from core.scores import ScoredCases

Tables = Mapping[str, pd.DataFrame]


def draw_figures(cases: ScoredCases, event: str, settings: EvaluationSettings, tables: Tables) -> dict[str, str]:
    """File name without suffix to SVG: ROC and comparisons of all scores, calibration and net benefit of risks.

    Parameters
    ----------
    event : what the scores tell
    tables : as `core.report.evaluation.build_tables` makes them: bands and comparisons are read from there
    """
    words = _words(cases, event, settings.language)
    drawn = dict(_roc_figures(cases, words, settings, tables))
    if len(cases.names) > 1:
        drawn |= _comparison_figures(words, settings, tables["comparisons"])
    if risk_names(cases):
        drawn |= dict(_decision_figures(cases, words, settings, tables))
        drawn |= _calibration_figures(cases, words, settings, tables["calibration_groups"])
    return drawn


def _words(cases: ScoredCases, event: str, language: str) -> CurveLabels:
    def say(key: str) -> str:
        return translate(key, language, event=event)

    return CurveLabels(
        models={name: name for name in cases.names},
        threshold=say("curve.threshold"),
        net_benefit=say("curve.net_benefit"),
        treat_all=say("curve.all"),
        treat_none=say("curve.none"),
        true_positive_rate=say("curve.sensitivity"),
        false_positive_rate=say("curve.false_positives"),
        auc="AUC",
        risk=say("evaluation.risk"),
        event=say("evaluation.event"),
        non_event=say("evaluation.non_event"),
        this_case=say("curve.this_case"),
        few_flagged=say("evaluation.few"),
    )


def _roc_figures(
    cases: ScoredCases, words: CurveLabels, settings: EvaluationSettings, tables: Tables
) -> Iterator[tuple[str, str]]:
    for split, outcome, scores in each_split(cases):
        curves = {name: roc_curve(outcome, scores[name], settings.level) for name in cases.names}
        bands = _by_name(tables["roc_bands"], split, "score")
        yield f"roc-{split}", svg_text(plot_roc(curves, words, settings.threshold, bands=bands))


def _decision_figures(
    cases: ScoredCases, words: CurveLabels, settings: EvaluationSettings, tables: Tables
) -> Iterator[tuple[str, str]]:
    found = tables["thresholds"].set_index("score")["value"].clip(0.01, 0.99)
    for split, curves in decision_curves(cases, settings).items():
        bands = _by_name(tables["decision_bands"], split, "strategy")
        chosen = {name: bands[name] for name in curves if name in bands}
        at = round(float(found[next(iter(curves))]), 2)
        yield f"decision-{split}", svg_text(plot_decision_curve(curves, Marked(at), words, bands=chosen))


def _calibration_figures(
    cases: ScoredCases, words: CurveLabels, settings: EvaluationSettings, groups: pd.DataFrame
) -> dict[str, str]:
    curves: dict[str, dict[str, CalibrationCurve]] = {}
    for about, outcome, risk in each_risk(cases):
        curve = smooth_or_none(outcome, risk, settings)
        if curve is not None:
            curves.setdefault(about["split"], {})[about["score"]] = curve
    observed, distance = (translate(f"evaluation.{key}", settings.language) for key in ("observed", "distance"))
    labels = CalibrationLabels(words.models, words.risk, observed, distance)
    return {
        f"calibration-{split}": svg_text(plot_calibration(found, _by_name(groups, split, "score"), labels))
        for split, found in curves.items()
    }


def _comparison_figures(words: CurveLabels, settings: EvaluationSettings, table: pd.DataFrame) -> dict[str, str]:
    labels = ComparisonLabels(words.models, translate("evaluation.difference", settings.language))
    return {
        f"comparisons-{split}": svg_text(plot_comparisons(pairs, labels), PAGE_MM)
        for split, pairs in table.groupby("split", sort=False)
    }


def _by_name(table: pd.DataFrame, split: str, column: str) -> dict[str, pd.DataFrame]:
    if table.empty:
        return {}
    return {str(name): part for name, part in table[table["split"] == split].groupby(column, sort=False)}
