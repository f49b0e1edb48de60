"""Logistic models: fit by maximum likelihood, predict a risk with its interval, say what each value contributes.

Fitting imports `core/prediction/likelihood` when it is called; predicting needs numpy and pandas alone.
The rad-score enters as a known number: its own uncertainty is not in the interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import ClinicalError, CohortError
from core.prediction.applicability import check_applicability
from core.prediction.coding import code_value, term_label
from core.values import Applicability, LogisticModel, Prediction, Term

Matrix = npt.NDArray[np.float64]
Z_95 = 1.959963984540054
"""The standard normal quantile of 97.5 %."""


def fit_logistic(
    table: pd.DataFrame, outcome: pd.Series[bool], terms: Sequence[Term], event: str, name: str
) -> LogisticModel:
    """Fit an unpenalised logistic model on the rows given: pass training rows only.

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
        One outcome only, predictors that repeat one another, or separation.

    References
    ----------
    Checked against R 4.2.2 `glm(family = binomial)`, epsilon 1e-14, tests/references/logistic.json.
    """
    if not table.index.equals(outcome.index):
        raise CohortError("table and outcome must list the same cases in the same order, but they differ: align them")
    from core.prediction.likelihood import maximise_likelihood, youden_threshold

    coded, happened = code_terms(table, terms), np.asarray(outcome, dtype=bool)
    design = np.column_stack([np.ones(len(coded)), coded])
    coefficients, covariance = maximise_likelihood(design, happened, ", ".join(map(term_label, terms)))
    ranges = zip(terms, coded.min(axis=0), coded.max(axis=0), coded.mean(axis=0), strict=True)
    known = tuple(replace(t, low=float(low), high=float(high), mean=float(mean)) for t, low, high, mean in ranges)
    threshold = youden_threshold(happened, expit(design @ coefficients))
    counts = len(happened), int(happened.sum())
    return LogisticModel(name, known, coefficients, covariance, threshold, event, *counts)


def predict_risk(model: LogisticModel, table: pd.DataFrame) -> pd.DataFrame:
    """Risk of the event for each case, with a 95 % interval (delta method on the logit).

    Returns
    -------
    (n_cases, 3), columns risk, low, high, probability 0–1, index ``case_id``
    """
    coded = code_terms(table, model.terms)
    design = np.column_stack([np.ones(len(coded)), coded])
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
    coded = {t.name: code_value(t, values.get(t.name)) for t in model.terms}
    effects = zip(model.terms, model.coefficients[1:], strict=True)
    return Prediction(
        case_id=case_id,
        model=model.name,
        event_name=model.event_name,
        risk=risk,
        interval=(low, high),
        threshold=model.threshold,
        applicability=applicability or check_applicability(model, values),
        rad_score=coded.get("rad_score"),
        contributions={t.name: float(beta * (coded[t.name] - t.mean)) for t, beta in effects},
        values={t.name: values[t.name] for t in model.terms},
    )


def odds_ratios(model: LogisticModel) -> pd.DataFrame:
    """Odds ratio of one unit more (or the level against its reference), with Wald 95 % interval and p-value.

    Returns
    -------
    (n_terms, 5), columns term, odds_ratio, ci_low, ci_high, p_value
    """
    beta, error = model.coefficients[1:], np.sqrt(np.diag(model.covariance))[1:]
    columns = {
        "term": [t.name for t in model.terms],
        "odds_ratio": np.exp(beta),
        "ci_low": np.exp(beta - Z_95 * error),
        "ci_high": np.exp(beta + Z_95 * error),
        "p_value": [math.erfc(abs(z) / math.sqrt(2)) for z in beta / error],
    }
    return pd.DataFrame(columns)


def code_terms(table: pd.DataFrame, terms: Sequence[Term]) -> Matrix:
    """(n_cases, n_terms) numbers; raises `ClinicalError` for an absent column or a value that cannot be used."""
    absent = [t.name for t in terms if t.name not in table.columns]
    if absent:
        raise ClinicalError(f"the table must have a column for each predictor, but {absent[0]} is absent: add it")
    coded = [[code_value(t, value) for value in table[t.name]] for t in terms]
    return np.array(coded, dtype=np.float64).reshape(len(terms), len(table)).T


def expit(logit: Matrix) -> Matrix:
    """1 / (1 + e^−x), without overflow."""
    return np.exp(-np.logaddexp(0.0, -logit))
