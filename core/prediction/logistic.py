"""Logistic models: fit, predict a risk with its interval, say what each value contributes.

Fitting imports `core/prediction/likelihood` when it is called; predicting needs numpy and pandas alone.
The rad-score enters as a known number: its own uncertainty is not in the interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.prediction.applicability import check_applicability
from core.prediction.coding import code_value, design_matrix, require_same_cases, term_label
from core.values import Applicability, LogisticModel, Prediction, Term

Matrix = npt.NDArray[np.float64]
Z_95 = 1.959963984540054
"""The standard normal quantile of 97.5 %."""


def fit_logistic(
    table: pd.DataFrame, outcome: pd.Series[bool], terms: Sequence[Term], event: str, name: str
) -> LogisticModel:
    """Fit a logistic model on the rows given: pass training rows only.

    By maximum likelihood; where the predictors divide the outcomes, and it has no maximum, by Firth's penalised
    likelihood, which the model's `method` then says. Firth's risks lean towards one half.

    Parameters
    ----------
    table : (n_cases, n_columns), one column per term, index ``case_id``
    outcome : (n_cases,), bool, True where the event happened, same index
    terms : predictors; ranges and means are taken from the table
    event : what the risk is the risk of
    name : of the model

    Returns
    -------
    model, its threshold the one with the largest Youden index on these rows

    Raises
    ------
    ClinicalError
        A value is missing or impossible.
    CohortError
        Table and outcome list different cases.
    FitError
        One outcome only, or predictors that repeat one another.

    References
    ----------
    Checked against R 4.2.2 `glm(family = binomial)`, epsilon 1e-14, tests/references/logistic.json, and logistf 1.26.1,
    tests/references/odds.json.
    """
    from core.prediction.likelihood import fit_likelihood
    from core.prediction.threshold import youden_threshold

    require_same_cases(table, outcome)
    design, happened = design_matrix(table, terms), np.asarray(outcome, dtype=bool)
    found = fit_likelihood(design, happened, ", ".join(dict.fromkeys(map(term_label, terms))))
    known = tuple(_with_range(term, column) for term, column in zip(terms, design.T[1:], strict=True))
    threshold = youden_threshold(happened, expit(design @ found.coefficients))
    counts = len(happened), int(happened.sum())
    return LogisticModel(name, known, found.coefficients, found.covariance, threshold, event, *counts, found.method)


def predict_risk(model: LogisticModel, table: pd.DataFrame) -> pd.DataFrame:
    """Risk of the event for each case, with a 95 % interval (delta method on the logit).

    Returns
    -------
    (n_cases, 3), columns risk, low, high, probability 0–1, index ``case_id``
    """
    design = design_matrix(table, model.terms)
    logit = (design * model.coefficients).sum(axis=1)
    error = np.sqrt(((design @ model.covariance) * design).sum(axis=1))
    columns = {"risk": logit, "low": logit - Z_95 * error, "high": logit + Z_95 * error}
    return pd.DataFrame({name: expit(value) for name, value in columns.items()}, index=table.index)


def predict_case(
    model: LogisticModel, case_id: str, values: Mapping[str, Any], applicability: Applicability | None = None
) -> Prediction:
    """What the model says of one patient.

    Parameters
    ----------
    values : term name to value, clinical values and ``rad_score`` alike; further values are ignored
    applicability : as judged by the caller; judged from the terms' training ranges when left out

    Raises
    ------
    ClinicalError
        A value is missing or impossible.
    """
    row = pd.DataFrame([{t.name: values.get(t.name) for t in model.terms}], index=[case_id], dtype=object)
    risk, low, high = map(float, predict_risk(model, row).iloc[0])
    return Prediction(
        case_id=case_id,
        model=model.name,
        event_name=model.event_name,
        risk=risk,
        interval=(low, high),
        threshold=model.threshold,
        applicability=applicability or check_applicability(model, values),
        rad_score=next((code_value(t, values.get(t.name)) for t in model.terms if t.name == "rad_score"), None),
        contributions=_contributions(model, values),
        values={t.name: values[t.name] for t in model.terms},
    )


def _with_range(term: Term, coded: Matrix) -> Term:
    return replace(term, low=float(coded.min()), high=float(coded.max()), mean=float(coded.mean()))


def _contributions(model: LogisticModel, values: Mapping[str, Any]) -> dict[str, float]:
    """What each variable adds to the logit of the mean patient; the levels of one variable are added up."""
    total: dict[str, float] = {}
    for term, beta in zip(model.terms, model.coefficients[1:], strict=True):
        coded = code_value(term, values.get(term.name))
        total[term.name] = total.get(term.name, 0.0) + float(beta * (coded - term.mean))
    return total


def expit(logit: Matrix) -> Matrix:
    """1 / (1 + e^−x), without overflow."""
    return np.exp(-np.logaddexp(0.0, -logit))
