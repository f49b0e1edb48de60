"""The threshold that the training cases suggest. Models are not known here."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.errors import FitError


def youden_threshold(outcome: npt.NDArray[np.bool_], risk: npt.NDArray[np.float64]) -> float:
    """Threshold with the largest sensitivity + specificity, flagged at risk ≥ threshold; the highest of several.

    Thresholds lie midway between neighbouring risks, so that no case of the training rows stands on one.

    Parameters
    ----------
    outcome, risk : (n_cases,)

    Raises
    ------
    FitError
        All cases have the same risk.

    References
    ----------
    Youden WJ (1950), DOI 10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3. Checked against pROC 1.18.0.
    """
    steps = np.unique(risk)
    candidates = (steps[1:] + steps[:-1]) / 2
    if not len(candidates):
        raise FitError("a threshold needs cases of different risk, but all have the same: use other predictors")
    flagged = risk[None, :] >= candidates[:, None]
    index = flagged[:, outcome].mean(axis=1) - flagged[:, ~outcome].mean(axis=1)
    return float(candidates[np.flatnonzero(index >= index.max() - 1e-12)[-1]])
