"""The whole recipe from features to a rad-score as one scikit-learn classifier that cannot leak.

Everything is learnt from exactly the rows given to `SignatureRecipe.fit`. Its cross-validation refits the whole of it
inside every fold, filters too, so the deviance that chooses the penalty comes from cases that no step has seen.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin

from core.signature.cleaning import Cleaning
from core.signature.folds import stratified_folds
from core.signature.lasso import case_deviance, fit_path, penalty_path
from core.signature.penalties import PenaltyChoice, summarise_deviance
from core.signature.refit import fit_signature
from core.signature.score import score_values
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.signature.shortlist import Shortlist

Matrix = npt.NDArray[np.float64]


class SignatureRecipe(ClassifierMixin, BaseEstimator):  # type: ignore[misc] # scikit-learn has no hints
    """Clean, filter, LASSO, rad-score.

    Parameters
    ----------
    settings : of every step

    Attributes
    ----------
    selection_ : the features chosen, and how; its arm is empty
    signature_ : the rad-score; its arm and its digest of parameters are empty
    path_, deviance_ : those of the selection
    """

    def __init__(self, settings: SelectionSettings = SelectionSettings()) -> None:  # noqa: B008 - it cannot be changed
        self.settings = settings

    def fit(
        self,
        X: pd.DataFrame,  # noqa: N803 - scikit-learn's name
        y: npt.ArrayLike,
        groups: npt.ArrayLike | None = None,
        batch: npt.ArrayLike | None = None,
    ) -> Self:
        """Choose features and penalty, and fit the rad-score.

        Parameters
        ----------
        X : (n_cases, n_features), named columns
        y : (n_cases,), True where the event happened
        groups : (n_cases,), patients, who stay whole in every fold; each case its own when left out
        batch : (n_cases,), centres, needed with `settings.harmonise`

        Raises
        ------
        CohortError
            A filter leaves no feature, or centres are not known.
        FitError
            Too few patients with or without the event, or no penalty keeps a feature.
        """
        self.classes_, self.n_features_in_ = np.array([False, True]), X.shape[1]
        # Names as plain objects: with pandas' own text columns each of the many slices below takes a millisecond.
        named = X.set_axis(X.columns.astype(object), axis=1)
        seen = Cleaning(self.settings).whole_rows(named)
        table, outcome = named.loc[seen], pd.Series(np.asarray(y, dtype=bool), X.index)[seen]
        patients = pd.Series(np.arange(len(X)) if groups is None else np.asarray(groups), X.index)[seen]
        centres = None if batch is None else pd.Series(np.asarray(batch), X.index)[seen]
        folds = stratified_folds(outcome, patients, self.settings.folds, self.settings.seed)
        self.cleaning_ = Cleaning(self.settings).fit(table, batch=centres)
        clean = self.cleaning_.transform(table, centres)
        shortlist = Shortlist(self.settings).fit(clean, outcome)
        path, penalties = follow_refit(shortlist.transform(clean), outcome.to_numpy(dtype=float), self.settings)
        deviance = self._held_deviance(table, outcome, centres, folds, penalties)
        choice = summarise_deviance(deviance, folds, penalties, np.count_nonzero(path[:, 1:], axis=1))
        self.selection_ = self._describe(shortlist, path, choice, tuple(map(str, X.index[~seen])))
        self.signature_ = fit_signature(clean, outcome, self.selection_, self.cleaning_.medians_)
        self.path_, self.deviance_ = self.selection_.path, self.selection_.deviance
        return self

    def decision_function(self, X: pd.DataFrame, batch: npt.ArrayLike | None = None) -> Matrix:  # noqa: N803
        """The rad-score (n_cases,), logit scale; raises `SignatureMismatch` when a value is missing and not filled."""
        centres = None if batch is None else pd.Series(np.asarray(batch), X.index)
        names = list(self.signature_.names)
        table = X if self.cleaning_.harmoniser_ is None else self.cleaning_.transform(X, centres)
        return score_values(self.signature_, table.loc[:, names].to_numpy(dtype=np.float64))

    def predict_proba(self, X: pd.DataFrame, batch: npt.ArrayLike | None = None) -> Matrix:  # noqa: N803
        """Probability of no event and of the event, (n_cases, 2)."""
        risk = np.exp(-np.logaddexp(0.0, -self.decision_function(X, batch)))
        return np.column_stack([1 - risk, risk])

    def predict(self, X: pd.DataFrame, batch: npt.ArrayLike | None = None) -> npt.NDArray[np.bool_]:  # noqa: N803
        """Whether the event is the likelier, (n_cases,)."""
        likelier: npt.NDArray[np.bool_] = self.decision_function(X, batch) > 0
        return likelier

    def _held_deviance(
        self,
        table: pd.DataFrame,
        outcome: pd.Series[bool],
        centres: pd.Series[Any] | None,
        folds: npt.NDArray[np.int64],
        penalties: Matrix,
    ) -> Matrix:
        """Deviance of each case under each penalty, (n_penalties, n_cases), by a recipe that did not see its fold."""
        deviance = np.empty((len(penalties), len(outcome)))
        happened = outcome.to_numpy(dtype=float)
        for held in (folds == number for number in range(folds.max() + 1)):
            inside, outside = (None if centres is None else centres[rows] for rows in (~held, held))
            cleaning = Cleaning(self.settings).fit(table.loc[~held], batch=inside)
            clean = cleaning.transform(table.loc[~held], inside)
            shortlist = Shortlist(self.settings).fit(clean, outcome[~held])
            fitted = fit_path(shortlist.transform(clean), happened[~held], penalties)
            unseen = shortlist.transform(cleaning.transform(table.loc[held], outside))
            deviance[:, held] = case_deviance(fitted, unseen, happened[held])
        return deviance

    def _describe(
        self, shortlist: Shortlist, path: Matrix, choice: PenaltyChoice, left_out: tuple[str, ...]
    ) -> Selection:
        penalty = choice.smallest if self.settings.rule == "min" else choice.sparsest
        index = choice.deviance.index
        coefficients = pd.DataFrame(path[:, 1:], index=index, columns=list(shortlist.names_))
        kept = path[index.get_loc(penalty), 1:] != 0
        names = tuple(name for name, keeps in zip(shortlist.names_, kept, strict=True) if keeps)
        funnel = (*self.cleaning_.funnel_, *shortlist.funnel_, ("kept", len(names)))
        return Selection(
            arm="",
            names=names,
            funnel=funnel,
            p_values=shortlist.p_values_,
            penalty=penalty,
            penalty_min=choice.smallest,
            penalty_1se=choice.sparsest,
            deviance=choice.deviance,
            path=coefficients,
            settings=self.settings,
            left_out=left_out,
        )


def follow_refit(values: Matrix, outcome: Matrix, settings: SelectionSettings) -> tuple[Matrix, Matrix]:
    """Path (n_fitted, 1 + n_features) on all rows and its penalties (n_fitted,), descending.

    It ends before the first penalty that keeps more than `settings.maximum` features, but not before one is kept.
    """
    chosen = settings.penalties
    penalties = penalty_path(values, outcome) if chosen is None else np.array(chosen)
    path = fit_path(values, outcome, penalties, settings.maximum)
    if not path[:, 1:].any():
        path = fit_path(values, outcome, penalties[: len(path) + 1])
    return path, penalties[: len(path)]
