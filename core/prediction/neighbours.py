"""The training cases that are most like one case, in the variables a model looks at. Their outcomes are not used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core.errors import CohortError
from core.prediction.coding import code_value, design_matrix, require_columns
from core.values import LogisticModel


def nearest_cases(model: LogisticModel, values: Mapping[str, Any], training: pd.DataFrame, n: int = 5) -> pd.DataFrame:
    """The `n` nearest training cases, nearest first.

    Parameters
    ----------
    values : variable to value, one for every variable of the model
    training : (n_cases, n_columns), index ``case_id``, a column for each variable; cases that miss one are left out
    n : how many at most

    Returns
    -------
    (n, 1 + n_variables), index ``case_id``: ``distance``, then the variables of the model

    Raises
    ------
    ClinicalError
        A value is missing or impossible, or a variable has no column.
    CohortError
        Fewer than two training cases are complete.

    Notes
    -----
    Euclidean distance of the coded terms, each divided by its standard deviation over the complete training cases; a
    term that is the same for all of them is left out. A level counts as 0 or 1, so two levels that both differ from the
    reference lie further apart than either from it.
    """
    names = list(dict.fromkeys(term.name for term in model.terms))
    require_columns(training, model.terms)
    known = training[names].dropna()
    if len(known) < 2:
        raise CohortError(
            f"similar cases need two training cases with every value of the model, but {len(known)} came: add cases"
        )
    coded = design_matrix(known, model.terms)[:, 1:]
    here = np.array([code_value(term, values.get(term.name)) for term in model.terms])
    spread = coded.std(axis=0, ddof=1)
    away = (coded - here)[:, spread > 0] / spread[spread > 0]
    told = known.assign(distance=np.sqrt((away**2).sum(axis=1)))[["distance", *names]]
    return told.sort_values("distance", kind="stable").head(n)
