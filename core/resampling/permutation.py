"""What a recipe achieves where there is nothing to find: the outcomes of patients are exchanged, all is done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.resampling.folded import folded_auc
from core.resampling.learners import Learner
from core.resampling.nested import score_out_of_fold
from core.resampling.parts import shuffle_outcome
from core.values import Cohort


@dataclass(frozen=True, eq=False)
class PermutationNull:
    """The AUC under shuffled outcomes beside the one observed.

    Parameters
    ----------
    observed : of one nested cross-validation
    null : (n_permutations,), of the same cross-validation of shuffled outcomes; NaN where nothing could be learnt
    p_value : one-sided
    """

    observed: float
    null: npt.NDArray[np.float64]
    p_value: float

    @property
    def failed(self) -> int:
        """Permutations in which nothing could be learnt."""
        return int(np.isnan(self.null).sum())


def permuted_auc(cohort: Cohort, learner: Learner, folds: int, seed: int, number: int) -> float:
    """AUC of one nested cross-validation after shuffling the outcomes of a cohort.

    Parameters
    ----------
    folds, seed : of the cross-validation, as for the AUC observed
    number : of the permutation; with `seed` it decides the shuffle
    """
    shuffled = shuffle_outcome(cohort, np.random.default_rng([seed, number]))
    part = score_out_of_fold(shuffled, learner, folds, seed)
    return folded_auc(shuffled, part["score"], part["fold"].to_numpy()).auc


def compare_with_null(observed: float, null: Sequence[float | None]) -> PermutationNull:
    """The share of permutations that reach what was observed; one in which nothing could be learnt counts as if it did.

    Notes
    -----
    p = (1 + #{null ≥ observed}) / (1 + B), never 0.

    References
    ----------
    .. [1] Ojala M, Garriga GC (2010). Journal of Machine Learning Research 11:1833–1863
    .. [2] Phipson B, Smyth GK (2010). Statistical Applications in Genetics and Molecular Biology 9:39.
       doi:10.2202/1544-6115.1585

    Examples
    --------
    >>> compare_with_null(0.8, [0.5, 0.6, 0.9]).p_value
    0.5
    """
    aucs = np.array(null, dtype=np.float64)
    reached = int((~(aucs < observed)).sum())
    return PermutationNull(observed, aucs, (1 + reached) / (1 + len(aucs)))
