"""How well scores tell the event: every statistic as a table, every curve as a figure, written to a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from core.csv_text import as_csv
from core.disclaimer import RESEARCH_ONLY
from core.evaluation.intervals import REASONS
from core.evaluation.reclassification import WARNING
from core.report.calibration_tables import build_calibration, build_calibration_curves, build_calibration_groups
from core.report.comparison_tables import build_comparisons, build_reclassification, build_split_comparisons
from core.report.decision_tables import (
    build_best_ranges,
    build_decision_bands,
    build_decision_curves,
    build_decision_differences,
    draw_strategies,
)
from core.report.evaluation_figures import draw_figures
from core.report.evaluation_settings import EvaluationSettings
from core.report.files import replace_text
from core.report.performance_tables import (
    build_performance,
    build_rates,
    build_roc_bands,
    build_roc_curves,
    build_thresholds,
)
from core.scores import ScoredCases

__all__ = ["EvaluationSettings", "build_tables", "write_evaluation"]

MOST_ROWS = 100_000
"""Rows of a table that the JSON holds; a longer one is named with its CSV file."""


def build_tables(cases: ScoredCases, settings: EvaluationSettings) -> dict[str, pd.DataFrame]:
    """Every table of an evaluation by name; those of risks are empty where no score is a probability."""
    thresholds, draws = build_thresholds(cases, settings), draw_strategies(cases, settings)
    tables = {
        "performance": build_performance(cases, settings),
        "thresholds": thresholds,
        "rates": build_rates(cases, thresholds, settings),
        "comparisons": build_comparisons(cases, settings),
        "split_comparisons": build_split_comparisons(cases, settings),
        "calibration": build_calibration(cases),
        "calibration_groups": build_calibration_groups(cases),
        "calibration_curves": build_calibration_curves(cases, settings),
        "decision_curves": build_decision_curves(cases, settings),
        "decision_bands": build_decision_bands(draws, settings.level),
        "decision_differences": build_decision_differences(draws, settings.level),
        "best_ranges": build_best_ranges(cases, settings),
        "roc_curves": build_roc_curves(cases),
        "roc_bands": build_roc_bands(cases, settings),
    }
    asked = {"reclassification": build_reclassification(cases, settings)} if settings.reclassification else {}
    return tables | asked


def write_evaluation(
    cases: ScoredCases, event: str, out: Path, settings: EvaluationSettings | None = None
) -> dict[str, Any]:
    """Write every number as one JSON object and as CSV, every curve as SVG; returns the object.

    Parameters
    ----------
    event : what the scores tell, as named in the table
    out : folder, made when it is not there; each file is replaced at once
    settings : what was asked for
    """
    chosen = settings or EvaluationSettings()
    out.mkdir(parents=True, exist_ok=True)
    tables = build_tables(cases, chosen)
    for name, table in tables.items():
        told = table.assign(event=event, notice=RESEARCH_ONLY)
        replace_text(out / f"{name}.csv", as_csv(told, index=False))
    for name, drawing in draw_figures(cases, event, chosen, tables).items():
        replace_text(out / f"{name}.svg", drawing)
    content = {"event": event, "notice": RESEARCH_ONLY, "settings": chosen.told, "interval_reasons": REASONS}
    content |= {"reclassification_warning": WARNING} if chosen.reclassification else {}
    content |= {name: _told(name, table) for name, table in tables.items()}
    replace_text(out / "evaluation.json", json.dumps(content, indent=2, ensure_ascii=False))
    return content


def _told(name: str, table: pd.DataFrame) -> Any:
    """The rows of a table, or where they are when they are too many for a reader of JSON."""
    if len(table) > MOST_ROWS:
        return {"rows": len(table), "file": f"{name}.csv"}
    return json.loads(table.to_json(orient="records", double_precision=15))
