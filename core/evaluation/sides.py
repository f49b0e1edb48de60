"""Patient by patient: on which side of a threshold, who crossed when it moved, and where models disagree.

A case is flagged at or above the threshold, as in net benefit (Vickers & Elkin 2006).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.evaluation.inputs import Outcome


def tell_sides(
    outcome: Outcome, risks: pd.DataFrame, model: str, other: str, threshold: float, previous: float
) -> pd.DataFrame:
    """Say of every case where a threshold leaves it. A case is flagged when its risk is at or above the threshold.

    Parameters
    ----------
    outcome : (n_cases,), True where the event happened
    risks : (n_cases, n_models), probability
    model, other : two of its columns
    threshold, previous : now and before it was moved, probability

    Returns
    -------
    (n_cases, 6), index of `risks`

        * event, flagged : bool; whether it happened, and whether `model` flags the case
        * right : bool; flagged with the event, or left alone without it
        * crossed : 1 when newly flagged by `model`, −1 when no longer, else 0
        * differs : bool; whether `other` puts the case on the other side
        * n_flagging : models that flag the case
    """
    reached = risks.to_numpy() >= threshold
    flagged, beside = reached[:, risks.columns.get_loc(model)], reached[:, risks.columns.get_loc(other)]
    before = risks[model].to_numpy() >= previous
    return pd.DataFrame(
        {
            "event": outcome,
            "flagged": flagged,
            "right": flagged == outcome,
            "crossed": flagged.astype(np.int8) - before.astype(np.int8),
            "differs": flagged != beside,
            "n_flagging": reached.sum(axis=1),
        },
        index=risks.index,
    )
