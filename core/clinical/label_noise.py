"""What readers' disagreement does to the outcome: the label under each reader, and under their majority.

How a model fares under each label is judged elsewhere; this file makes the labels.
"""

from __future__ import annotations

import pandas as pd

from core.clinical.rates import RESPONDERS
from core.errors import CohortError

MAJORITY = "majority"


def label_table(categories: pd.DataFrame, adjudicated: pd.Series[str] | None = None) -> pd.DataFrame:
    """Non-response by every reader and by their majority.

    Parameters
    ----------
    categories : (n_patients, n_readers), values of `Response`; NaN where a reader did not read
    adjudicated : categories agreed on later, index patients; they take the place of the majority

    Returns
    -------
    (n_patients, n_readers + 1), nullable boolean, True for SD or PD; missing where not evaluable, not read, or, in the
    last column `MAJORITY`, where as many readers say yes as no

    Raises
    ------
    CohortError
        There is no reader.

    References
    ----------
    Lencioni R, Llovet JM. Semin Liver Dis 2010;30:52-60. doi:10.1055/s-0030-1247132 (objective response: CR or PR).
    """
    if categories.empty:
        raise CohortError("labels need the categories of at least one reader, but none came: enter readings first")
    labels = categories.apply(_non_response)
    known, yes = labels.notna().sum(axis=1), labels.sum(axis=1)
    majority = (2 * yes > known).astype("boolean").mask(2 * yes == known)
    if adjudicated is not None:
        agreed = _non_response(adjudicated.reindex(labels.index))
        majority = agreed.fillna(majority)
    return labels.assign(**{MAJORITY: majority})


def disagreements(categories: pd.DataFrame) -> pd.DataFrame:
    """Rows of patients (n_patients, n_readers) whom two readers put into different categories."""
    return categories[categories.nunique(axis=1) > 1]


def _non_response(categories: pd.Series[str]) -> pd.Series[bool]:
    names = categories.astype("string")
    unknown = names.isna() | (names == "NE")
    return (~names.isin(sorted(RESPONDERS))).astype("boolean").mask(unknown)
