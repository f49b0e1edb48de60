"""How well scores tell the event: AUCs, paired comparisons and decision curves as tables, written to a folder."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from core.disclaimer import RESEARCH_ONLY
from core.evaluation.decision_curve import decision_curve
from core.evaluation.delong import delong_test
from core.evaluation.roc import roc_curve
from core.report.files import replace_text
from core.scores import ScoredCases


def build_performance(cases: ScoredCases) -> pd.DataFrame:
    """One row per split and score: n, events, AUC with its interval and the method of the interval."""
    rows = []
    for split, chosen in cases.splits.items():
        for name in cases.names:
            curve = roc_curve(cases.outcome[chosen], cases.scores[name][chosen])
            row = {"split": split, "score": name, "n": curve.n_events + curve.n_non_events, "events": curve.n_events}
            row |= {"auc": curve.auc, "ci_low": curve.ci_low, "ci_high": curve.ci_high}
            rows.append(row | {"interval": curve.interval_method})
    return pd.DataFrame(rows)


def build_comparisons(cases: ScoredCases) -> pd.DataFrame:
    """One row per split and pair of scores: difference of the AUCs with its interval, z and p (paired DeLong)."""
    rows = []
    for split, chosen in cases.splits.items():
        for a, b in combinations(cases.names, 2):
            test = delong_test(cases.outcome[chosen], cases.scores[a][chosen], cases.scores[b][chosen])
            row = {"split": split, "score_a": a, "score_b": b, "difference": test.difference}
            row |= {"ci_low": test.ci_low, "ci_high": test.ci_high, "z": test.z, "p_value": test.p_value}
            rows.append(row)
    return pd.DataFrame(rows)


def build_decision_curves(cases: ScoredCases) -> pd.DataFrame:
    """Net benefit of every score that is a probability, one row per split, score and threshold."""
    tables = [
        decision_curve(cases.outcome[chosen], cases.scores[name][chosen]).table.assign(split=split, score=name)
        for split, chosen in cases.splits.items()
        for name in cases.names
        if cases.scores[name].between(0, 1).all()
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def write_evaluation(cases: ScoredCases, event: str, out: Path) -> dict[str, Any]:
    """Write performance, comparisons and decision curves as CSV and one JSON object; returns that object.

    Parameters
    ----------
    event : what the scores tell, as named in the table
    out : folder, made when it is not there; each file is replaced at once
    """
    out.mkdir(parents=True, exist_ok=True)
    tables = {
        "performance": build_performance(cases),
        "comparisons": build_comparisons(cases),
        "decision_curves": build_decision_curves(cases),
    }
    for name, table in tables.items():
        replace_text(out / f"{name}.csv", table.assign(event=event, notice=RESEARCH_ONLY).to_csv(index=False))
    content = {"event": event, "notice": RESEARCH_ONLY}
    content |= {name: json.loads(tables[name].to_json(orient="records")) for name in ("performance", "comparisons")}
    replace_text(out / "evaluation.json", json.dumps(content, indent=2, ensure_ascii=False))
    return content
