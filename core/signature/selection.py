"""What a selection of features says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.signature.settings import SelectionSettings


@dataclass(frozen=True, eq=False)
class Selection:
    """The chosen features of one arm, and how they were chosen.

    Parameters
    ----------
    arm : empty when chosen from a table of no arm
    names : features kept by the LASSO, in the order of the table
    funnel : (step, features left) for extracted, varying, associated, distinct, kept; with trusted, reliable and mrmr
        where these steps were asked for
    p_values : (n_varying,), p-value of each feature that varies, index feature name
    penalty : the λ chosen; scikit-learn's C is 1 / (n_training · λ)
    penalty_min, penalty_1se : λ of the smallest deviance, and the largest within one standard error of it
    deviance : index λ; columns mean and standard_error of the out-of-fold deviance of a case, n_features of the refit
    path : index λ, columns the features that reached the LASSO; coefficients of the refit for standardised features
    left_out : training cases that were not learnt from, as a value was missing
    """

    arm: str
    names: tuple[str, ...]
    funnel: tuple[tuple[str, int], ...]
    p_values: pd.Series[float]
    penalty: float
    penalty_min: float
    penalty_1se: float
    deviance: pd.DataFrame
    path: pd.DataFrame
    settings: SelectionSettings
    left_out: tuple[str, ...] = ()
