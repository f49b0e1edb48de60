"""The rad-score of features already chosen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.signature.lasso import fit_path, standard_of
from core.signature.selection import Selection
from core.values import Signature


def fit_signature(
    table: pd.DataFrame, outcome: pd.Series[bool], selection: Selection, medians: pd.Series[float]
) -> Signature:
    """The LASSO at the chosen penalty, its coefficients as they are (shrunken); arm and digest are left empty.

    Refitting with the kept features alone gives the LASSO's own solution: the optimum is the optimum on its support.

    Parameters
    ----------
    table : (n_cases, n_features), clean training rows
    outcome : (n_cases,), True where the event happened
    medians : what fills a missing value, index feature name
    """
    values = table.loc[:, list(selection.names)].to_numpy()
    center, scale = standard_of(values)
    happened = np.asarray(outcome, dtype=np.float64)
    fitted = fit_path((values - center) / scale, happened, np.array([selection.penalty]))[0]
    fills = selection.settings.impute == "median"
    return Signature(
        arm="",
        names=selection.names,
        coefficients=tuple(fitted[1:].tolist()),
        intercept=float(fitted[0]),
        center=tuple(center.tolist()),
        scale=tuple(scale.tolist()),
        low=tuple(values.min(axis=0).tolist()),
        high=tuple(values.max(axis=0).tolist()),
        params_digest="",
        impute=tuple(medians[list(selection.names)].tolist()) if fills else None,
    )
