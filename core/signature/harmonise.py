"""ComBat: take the centre's own location and scale out of features. Selection and models are not known here.

What is taken out is learnt on training rows and then frozen; a new row of a known centre is moved by what its centre
taught, and moves nothing itself.
"""

from __future__ import annotations

from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator

from core.errors import CohortError
from core.signature.empirical_bayes import shrink_centre

Matrix = npt.NDArray[np.float64]
LEAST_ROWS = 2


class ComBat(BaseEstimator):  # type: ignore[misc]
    """Location and scale of each centre, shrunken over features by parametric empirical Bayes.

    Model: feature = overall mean + covariates · slopes + centre's shift + centre's scale · error. A feature that does
    not vary within some centre is left as it is, since its scale there cannot be learnt.

    Covariates may explain why centres differ (age, stage) and are kept in. The outcome must never be one: its effect
    would be added back with the outcome of each row, so that the features would know what is to be predicted from them,
    and a new patient, whose outcome nobody knows, could not be harmonised at all.

    Attributes
    ----------
    centres_ : names of the centres, in the order of the rows of `shift_` and `scale_`
    features_ : names of the features
    mean_, spread_ : (n_features,), overall mean and pooled standard deviation
    slopes_ : (n_covariates, n_features)
    shift_, scale_ : (n_centres, n_features), in pooled standard deviations

    Notes
    -----
    The shrunken estimates are iterated until they stand still, where sva and neuroCombat stop at changes below 1e-4.

    References
    ----------
    Johnson WE, Li C, Rabinovic A (2007). Biostatistics 8:118–127. doi:10.1093/biostatistics/kxj037
    Fortin JP et al. (2018). NeuroImage 167:104–120. doi:10.1016/j.neuroimage.2017.11.024
    Checked against neuroCombat 0.2.12, tests/references/combat.json.
    """

    def fit(self, X: pd.DataFrame, batch: pd.Series, covariates: pd.DataFrame | None = None) -> Self:  # noqa: N803
        """Learn from training rows.

        Parameters
        ----------
        X : (n_rows, n_features), finite
        batch : (n_rows,), centre of each row
        covariates : (n_rows, n_covariates), numbers; never the outcome

        Raises
        ------
        CohortError
            Fewer than two centres, a centre with fewer than two rows, a missing value, fewer than two features that
            vary, or covariates that tell the centre.
        """
        values, given, centres = _matrix(X), _covariates(X, covariates), np.asarray(batch).astype(str)
        self.centres_, self.features_ = _require_centres(centres), tuple(X.columns)
        members = centres[:, None] == np.array(self.centres_)
        design = np.column_stack([members, given]).astype(np.float64)
        if np.linalg.matrix_rank(design) < design.shape[1]:
            raise CohortError("covariates must vary within centres, but one repeats the centre: leave it out")
        slopes = np.linalg.lstsq(design, values, rcond=None)[0]
        many = len(self.centres_)
        self.mean_, self.slopes_ = members.mean(axis=0) @ slopes[:many], slopes[many:]
        varying = _varying(values, members)
        self.spread_ = np.where(varying, np.sqrt(((values - design @ slopes) ** 2).mean(axis=0)), 1.0)
        self.shift_, self.scale_ = np.zeros((many, len(varying))), np.ones((many, len(varying)))
        standard = ((values - self.mean_ - given @ self.slopes_) / self.spread_)[:, varying]
        for place, own in enumerate(members.T):
            self.shift_[place, varying], self.scale_[place, varying] = shrink_centre(standard[own])
        return self

    def transform(self, X: pd.DataFrame, batch: pd.Series, covariates: pd.DataFrame | None = None) -> pd.DataFrame:  # noqa: N803
        """Move rows to where they would lie had their centre no location and scale of its own.

        Parameters
        ----------
        X : (n_rows, n_features), the features of `fit`
        batch : (n_rows,), centre of each row, each one of those of `fit`
        covariates : (n_rows, n_covariates), as in `fit`

        Raises
        ------
        CohortError
            A centre or a set of features that `fit` has not seen, or a missing value.
        """
        if tuple(X.columns) != self.features_:
            raise CohortError(
                "harmonisation needs the features it was learnt on, but others came: select the same ones"
            )
        centres = pd.Index(self.centres_).get_indexer(pd.Index(np.asarray(batch).astype(str)))
        if (centres < 0).any():
            unseen = np.asarray(batch).astype(str)[centres < 0][0]
            raise CohortError(
                f"a centre must be among those harmonisation was learnt on, but {unseen} is not: "
                "learn with patients of it, or leave harmonisation off"
            )
        expected = self.mean_ + _covariates(X, covariates) @ self.slopes_
        standard = (_matrix(X) - expected) / self.spread_
        moved = (standard - self.shift_[centres]) / self.scale_[centres] * self.spread_ + expected
        return pd.DataFrame(moved, index=X.index, columns=X.columns)


def _matrix(table: pd.DataFrame) -> Matrix:
    values = table.to_numpy(dtype=np.float64)
    if not np.isfinite(values).all():
        raise CohortError("harmonisation needs every value, but some are missing: fill or leave out these cases first")
    return values


def _covariates(table: pd.DataFrame, covariates: pd.DataFrame | None) -> Matrix:
    return np.empty((len(table), 0)) if covariates is None else _matrix(covariates)


def _require_centres(centres: npt.NDArray[np.str_]) -> tuple[str, ...]:
    names, counts = np.unique(centres, return_counts=True)
    if len(names) < 2:
        raise CohortError(f"harmonisation needs two centres or more, but {len(names)} came: leave it off")
    if counts.min() < LEAST_ROWS:
        few = f"{names[counts.argmin()]} has {counts.min()}"
        raise CohortError(f"harmonisation needs two cases of each centre, but {few}: join centres or leave it off")
    return tuple(map(str, names))


def _varying(values: Matrix, members: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which features vary within every centre."""
    varying = np.all([np.ptp(values[own], axis=0) > 0 for own in members.T], axis=0)
    if varying.sum() < 2:
        raise CohortError(
            f"harmonisation needs two features that vary within every centre, but {varying.sum()} came: leave it off"
        )
    return np.asarray(varying)
