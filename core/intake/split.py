"""A column that says which cases are for learning, in the words that teams use."""

from __future__ import annotations

import pandas as pd

from core.errors import CohortError

SPLITS = {
    **dict.fromkeys(("training", "train", "训练", "训练集", "训练组", "训练队列"), True),
    **dict.fromkeys(("validation", "val", "test", "testing", "external"), False),
    **dict.fromkeys(
        ("验证", "验证集", "验证组", "验证队列", "测试", "测试集", "测试组", "外部验证", "外部验证集"), False
    ),
}
"""Word to whether models may learn from the case."""


def read_split(column: pd.Series[str]) -> pd.Series[bool]:
    """Mark the training cases.

    Parameters
    ----------
    column : (n_cases,), text

    Raises
    ------
    CohortError
        A cell says neither training nor validation.
    """
    sides = column.str.strip().str.lower().map(SPLITS)
    if sides.isna().any():
        found = column[sides.isna()].iloc[0]
        raise CohortError(
            f"the column {column.name} must say training or validation, but it says {found!r}: correct it"
        )
    return sides.astype(bool)
