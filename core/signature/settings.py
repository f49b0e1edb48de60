"""How features are chosen, as one value. What it is applied to is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import SettingError
from core.values.frozen import FrozenMapping

CHOICES = {
    "test": ("mann-whitney", "welch", "by-normality"),
    "correlation": ("spearman", "pearson"),
    "rule": ("min", "1se"),
    "impute": ("median", "complete"),
}
"""Setting to what it may be."""


@dataclass(frozen=True)
class SelectionSettings:
    """How features are chosen; written down before the outcome is looked at.

    Parameters
    ----------
    p_value : a feature passes the screen below this two-sided p-value
    minimum : the best by p-value go on when fewer than this pass
    maximum : most features a signature may keep
    max_correlation : two features with a larger absolute correlation are redundant
    folds : of the cross-validation
    penalties : LASSO penalties λ on the mean log-likelihood, descending; None for glmnet's 100, from the training rows
    seed : of the folds
    excluded : features that may not be used, whatever they know of the outcome; names the table lacks are no error
    test : ``"mann-whitney"``, ``"welch"``, or ``"by-normality"``: Welch where both classes pass Shapiro–Wilk
    adjust : compare Benjamini–Hochberg's adjusted p-values with `p_value`
    correlation : ``"spearman"`` or ``"pearson"``
    reliability : feature to its intraclass correlation; of two redundant features the more reliable stays, then the
        one with the smaller p-value
    min_reliability : a feature whose intraclass correlation is below this, or unknown, is dropped
    mrmr : features that go from the redundancy filter to the LASSO, by maximum relevance and minimum redundancy
    rule : ``"min"`` for the penalty of the smallest deviance, ``"1se"`` for the largest within a standard error of it
    impute : ``"median"`` fills a missing value with the median of the training rows, ``"complete"`` leaves rows with
        one out of learning
    harmonise : remove differences between centres, learnt on the training rows

    Raises
    ------
    SettingError
        A choice is none of `CHOICES`.
    """

    p_value: float = 0.05
    minimum: int = 5
    maximum: int = 10
    max_correlation: float = 0.9
    folds: int = 10
    penalties: tuple[float, ...] | None = None
    seed: int = 20240812
    excluded: frozenset[str] = frozenset()
    test: str = "mann-whitney"
    adjust: bool = False
    correlation: str = "spearman"
    reliability: Mapping[str, float] | None = None
    min_reliability: float = 0.75
    mrmr: int | None = None
    rule: str = "min"
    impute: str = "median"
    harmonise: bool = False

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            if (chosen := getattr(self, name)) not in choices:
                raise SettingError(f"{name} must be one of {', '.join(choices)}, but {chosen!r} came: choose one")
        if self.reliability is not None:
            object.__setattr__(self, "reliability", FrozenMapping(self.reliability))
