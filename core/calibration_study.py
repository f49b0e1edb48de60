"""The calibration of a logistic model on its own training patients, freed of what fitting it there has flattered.

Looks into two rooms: prediction learns the model again, evaluation judges its risks.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.evaluation.calibration_curve import CorrectedCurve, correct_calibration
from core.evaluation.resampling import SEED
from core.prediction.logistic import fit_logistic, predict_risk
from core.values import LogisticModel


def correct_model_calibration(
    table: pd.DataFrame, outcome: pd.Series[bool], model: LogisticModel, resamples: int = 200, seed: int = SEED
) -> CorrectedCurve:
    """Fit the model again in bootstrap samples of its training patients, and take its optimism off its curve.

    A rad-score is taken as it stands in the table: pass cross-fitted ones, which no patient's own outcome has shaped.

    Parameters
    ----------
    table : (n_cases, n_columns), training patients alone, one column per term of the model
    outcome : (n_cases,), True where the event happened, same index
    model : whose terms are fitted again
    resamples, seed : how many, and of the draws

    Raises
    ------
    FitError
        In some sample the predictors repeat one another.
    """
    numbered, happened = table.reset_index(drop=True), outcome.reset_index(drop=True)

    def refit(rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        drawn, events = numbered.iloc[rows].reset_index(drop=True), happened.iloc[rows].reset_index(drop=True)
        again = fit_logistic(drawn, events, model.terms, model.event_name, model.name)
        return predict_risk(again, numbered)["risk"].to_numpy()

    apparent = refit(np.arange(len(numbered)))
    return correct_calibration(happened, apparent, refit, resamples, seed)
