"""Score cases with a signature: needs numpy and pandas alone, so that one prediction stays light. Fits nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import SignatureMismatch
from core.values import FeatureTable, Signature


def rad_score(signature: Signature, features: FeatureTable) -> pd.Series[float]:
    """The rad-score of each case.

    Parameters
    ----------
    features : table extracted with the signature's parameters; further features are ignored

    Returns
    -------
    rad_score : (n_cases,), logit scale, index ``case_id``

    Raises
    ------
    SignatureMismatch
        The table was extracted with other parameters, lacks a feature of the signature, or misses a value and the
        signature does not know what to fill in.
    """
    require_same_extraction(signature, features)
    score = score_values(signature, features.only(signature.names).values.to_numpy())
    return pd.Series(score, index=features.values.index, name="rad_score")


def score_values(signature: Signature, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The rad-score of each row of values, (n_cases,), logit scale.

    Parameters
    ----------
    values : (n_cases, n_features), the signature's features in its order; a missing value becomes the training median

    Raises
    ------
    SignatureMismatch
        A value is missing and the signature holds no medians.

    Notes
    -----
    intercept + Σ coefficient · (feature − center) / scale
    """
    missing = np.isnan(values)
    if missing.any() and signature.impute is None:
        name = signature.names[int(missing.any(axis=0).argmax())]
        raise SignatureMismatch(
            f"every feature of the signature must have a value, but {name} is missing for some case: measure it again, "
            "or learn a signature that fills in medians"
        )
    filled = values if signature.impute is None else np.where(missing, np.array(signature.impute), values)
    standardised = (filled - np.array(signature.center)) / np.array(signature.scale)
    # Summed case by case: a matrix product may round differently when other cases stand beside this one.
    score: npt.NDArray[np.float64] = (standardised * np.array(signature.coefficients)).sum(axis=1) + signature.intercept
    return score


def require_same_extraction(signature: Signature, features: FeatureTable) -> None:
    """Raise `SignatureMismatch` unless the table has every feature of the signature, from the same parameters."""
    if features.params_digest != signature.params_digest:
        ours, theirs = signature.params_digest[:8], features.params_digest[:8]
        raise SignatureMismatch(
            f"features must come from the signature's parameters ({ours}), but these have {theirs}: extract them again"
        )
    missing = sorted(set(signature.names) - set(features.names))
    if missing:
        names = ", ".join(missing[:3])
        raise SignatureMismatch(
            f"the table must hold all {len(signature.names)} features of the signature, but {len(missing)} are missing "
            f"({names}): extract them again"
        )
