"""How far the features of a signature move from image to image of one case: what super-resolution did to the score."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.signature.score import require_same_extraction
from core.values import ARMS, FeatureTable, Signature

LARGE = 0.5
"""Training standard deviations beyond which a move is called large: half of what patients differ by."""


def feature_moves(signature: Signature, features: Mapping[str, FeatureTable]) -> pd.DataFrame:
    """Features of one case in every arm, on the signature's own scale, and how far they move.

    Parameters
    ----------
    signature : of whichever arm; its centre and scale are those of its training cases
    features : arm to a table of one row, all of `ARMS`

    Returns
    -------
    (n_features, 6), index ``feature``, the largest move by the network first:
    ``native``, ``interpolated``, ``super-resolved`` in training standard deviations from the training mean;
    ``by_interpolation`` = interpolated − native; ``by_network`` = super-resolved − interpolated;
    ``score`` = coefficient · by_network, logit

    Raises
    ------
    SignatureMismatch
        A table was extracted with other parameters or lacks a feature.

    Notes
    -----
    What interpolation moves is owed to the finer grid alone; what comes on top of it is owed to the network.
    """
    for table in features.values():
        require_same_extraction(signature, table)
    centre, scale = np.array(signature.center), np.array(signature.scale)
    columns = {arm: (features[arm].only(signature.names).values.to_numpy()[0] - centre) / scale for arm in ARMS}
    moves = pd.DataFrame(columns, index=pd.Index(signature.names, name="feature"))
    moves["by_interpolation"] = moves["interpolated"] - moves["native"]
    moves["by_network"] = moves["super-resolved"] - moves["interpolated"]
    moves["score"] = moves["by_network"] * np.array(signature.coefficients)
    return moves.sort_values("by_network", key=np.abs, ascending=False, kind="stable")
