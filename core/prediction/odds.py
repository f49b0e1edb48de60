"""Odds ratios of a logistic model with their intervals: what a paper prints, the method of the fit included."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from core.prediction.coding import design_matrix, require_same_cases
from core.prediction.logistic import Z_95
from core.values import LogisticModel


def odds_ratios(
    model: LogisticModel, table: pd.DataFrame | None = None, outcome: pd.Series[bool] | None = None
) -> pd.DataFrame:
    """Odds ratio of one unit more, of ten times as much (a log10 term), or of a level against its reference.

    Parameters
    ----------
    table, outcome : the rows the model was fitted on; with them profile intervals are added

    Returns
    -------
    (n_terms, 10), columns term, level, reference, coefficient, standard_error, odds_ratio, ci_low, ci_high (Wald,
    95 %), p_value (Wald), method; with the rows also profile_low, profile_high (95 %) and p_likelihood_ratio. Under
    Firth's method the Wald columns are poor: read the profile.

    Raises
    ------
    CohortError
        Table and outcome list different cases.

    References
    ----------
    Wald: checked against R 4.2.2 `glm`, tests/references/odds.json. Profile: see `profile_limits`.
    """
    beta, error = model.coefficients[1:], np.sqrt(np.diag(model.covariance))[1:]
    columns = {
        "term": [t.name for t in model.terms],
        "level": [t.level for t in model.terms],
        "reference": [t.reference for t in model.terms],
        "coefficient": beta,
        "standard_error": error,
        "odds_ratio": np.exp(beta),
        "ci_low": np.exp(beta - Z_95 * error),
        "ci_high": np.exp(beta + Z_95 * error),
        "p_value": [math.erfc(abs(z) / math.sqrt(2)) for z in beta / error],
        "method": model.method,
    }
    found = pd.DataFrame(columns, index=range(len(beta)))
    return found if table is None or outcome is None else found.join(_profile(model, table, outcome))


def _profile(model: LogisticModel, table: pd.DataFrame, outcome: pd.Series[bool]) -> pd.DataFrame:
    from core.prediction.profile import likelihood_ratio_p_value, profile_limits

    require_same_cases(table, outcome)
    design, happened = design_matrix(table, model.terms), np.asarray(outcome, dtype=bool)
    low, high = np.exp(profile_limits(design, happened, model.method)).T
    places = range(1, design.shape[1])
    p_values = [likelihood_ratio_p_value(design, happened, model.method, [place]) for place in places]
    return pd.DataFrame({"profile_low": low, "profile_high": high, "p_likelihood_ratio": p_values})
