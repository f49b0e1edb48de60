"""Score cases with a signature: needs numpy and pandas alone, so that one prediction stays light. Fits nothing."""

from __future__ import annotations

import numpy as np
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
        The table was extracted with other parameters, or lacks a feature of the signature.

    Notes
    -----
    intercept + Σ coefficient · (feature − center) / scale
    """
    require_same_extraction(signature, features)
    values = features.only(signature.names).values.to_numpy()
    standardised = (values - np.array(signature.center)) / np.array(signature.scale)
    # Summed case by case: a matrix product may round differently when other cases stand beside this one.
    score = (standardised * np.array(signature.coefficients)).sum(axis=1) + signature.intercept
    return pd.Series(score, index=features.values.index, name="rad_score")


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
