"""Deal cases into folds: patients stay whole, events are spread evenly. What is done with a fold is not known here."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import FitError


def stratified_folds(
    outcome: pd.Series[bool], patient_id: pd.Series[Any], folds: int, seed: int
) -> npt.NDArray[np.int64]:
    """Give each case a fold number, all cases of a patient the same one.

    Patients with and without an event are shuffled apart and dealt in turn, as many hands as `folds` asks but no more
    than the rarer kind has patients, so that every fold holds both kinds.

    Parameters
    ----------
    outcome : (n_cases,), bool
    patient_id : (n_cases,)
    folds : at least 2
    seed : of the shuffle

    Returns
    -------
    (n_cases,), fold numbers from 0

    Raises
    ------
    FitError
        Fewer than two patients have the event, or fewer than two have not.
    """
    events = outcome.groupby(patient_id, sort=False).any()
    kinds = [events.index[events], events.index[~events]]
    hands = min(folds, *map(len, kinds))
    if hands < 2:
        counts = f"{len(kinds[0])} with and {len(kinds[1])} without"
        raise FitError(f"two patients with and two without the event are needed, but {counts} came: add cases")
    rng = np.random.default_rng(seed)
    dealt = pd.Index(np.concatenate([rng.permutation(kind) for kind in kinds]))
    numbers: npt.NDArray[np.int64] = dealt.get_indexer(pd.Index(patient_id)).astype(np.int64) % hands
    return numbers
