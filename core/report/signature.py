"""A signature as files: its formula, how it was chosen, and whom it scores how. Every export says what it is not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from core.csv_text import as_csv
from core.disclaimer import RESEARCH_ONLY
from core.signature.selection import Selection
from core.values import Cohort, Signature

NOTICE = f"# {RESEARCH_ONLY}\n"


def formula_csv(signature: Signature) -> str:
    """Feature, coefficient, mean and SD of each feature, the intercept in a row of its own.

    Rad-score = intercept + Σ coefficient · (feature − mean) / SD, on the logit scale.
    """
    columns = {"feature": signature.names, "coefficient": signature.coefficients}
    columns |= {"mean": signature.center, "sd": signature.scale}
    if signature.impute is not None:
        columns["fills_missing"] = signature.impute
    table = pd.concat([pd.DataFrame(columns), pd.DataFrame([{"feature": "intercept"}])], ignore_index=True)
    table.loc[table.index[-1], "coefficient"] = signature.intercept
    about = f"# rad-score, {signature.arm}: intercept + sum of coefficient * (feature - mean) / sd, logit scale\n"
    return NOTICE + about + as_csv(table, index=False, float_format="%.10g")


def formula_text(signature: Signature) -> str:
    """The rad-score as one formula to copy."""
    parts = zip(signature.names, signature.coefficients, signature.center, signature.scale, strict=True)
    terms = [f"{weight:+.5g} * ({name} - {mean:.6g}) / {sd:.6g}" for name, weight, mean, sd in parts]
    return "\n".join([f"rad_score = {signature.intercept:.6g}", *(f"    {term}" for term in terms)])


def describe_selection(selection: Selection) -> dict[str, Any]:
    """How features were chosen, as plain values for JSON."""
    settings = asdict(selection.settings) | {"excluded": sorted(selection.settings.excluded)}
    reliability = selection.settings.reliability
    return {
        "arm": selection.arm,
        "features": list(selection.names),
        "funnel": [{"step": step, "features": n} for step, n in selection.funnel],
        "penalty": {"chosen": selection.penalty, "min": selection.penalty_min, "1se": selection.penalty_1se},
        "deviance": selection.deviance.reset_index().to_dict("records"),
        "p_values": selection.p_values.to_dict(),
        "left_out": list(selection.left_out),
        "settings": settings | {"reliability": None if reliability is None else dict(reliability)},
        "notice": RESEARCH_ONLY,
    }


def selection_json(selection: Selection) -> str:
    """`describe_selection` as JSON."""
    return _json(describe_selection(selection))


def audit_json(audit: Mapping[str, Any], arm: str) -> str:
    """What was found of a recipe, see `core.resampling.describe`, as JSON."""
    return _json({"arm": arm} | dict(audit) | {"notice": RESEARCH_ONLY})


def scores_csv(cohort: Cohort, scores: pd.Series[float]) -> str:
    """Rad-scores (n_cases,) of a cohort with split and outcome; training rows are cross-fitted."""
    table = pd.DataFrame({"rad_score": scores, "event": cohort.outcome.astype(int)})
    table["split"] = cohort.is_training.map({True: "training", False: "validation"})
    about = f"# event: {cohort.event_name}; training rows are cross-fitted, validation rows were not learnt from\n"
    return NOTICE + about + as_csv(table.rename_axis("case_id"), float_format="%.8g")


def _json(table: Mapping[str, Any]) -> str:
    return json.dumps(table, indent=2, ensure_ascii=False, default=str) + "\n"
