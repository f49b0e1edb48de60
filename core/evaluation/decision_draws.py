"""How sure a decision curve is: bands, the difference of two, and how often each strategy is the best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from core.errors import CohortError
from core.evaluation.decision_curve import THRESHOLDS
from core.evaluation.inputs import Outcome, Scores, require_level, require_probabilities, require_scores
from core.evaluation.net_benefit import Sizes, sizes_behind
from core.evaluation.resampling import SEED, draw_blocks, draw_counts

ALL, NONE = "treat_all", "treat_none"
CLOSE = 1e-12
"""Net benefits closer than this are equal."""


@dataclass(frozen=True, eq=False)
class NetBenefitDraws:
    """Net benefit of every strategy in the cohort and in resamples of it.

    Parameters
    ----------
    thresholds : (n_thresholds,), probabilities
    names : of the strategies: the models, then `ALL` and `NONE`
    estimate : (n_strategies, n_thresholds), in the cohort
    draws : (n_strategies, resamples, n_thresholds)
    """

    thresholds: Scores
    names: tuple[str, ...]
    estimate: Scores
    draws: Scores

    def band(self, name: str, level: float = 0.95) -> pd.DataFrame:
        """Pointwise percentile band of one strategy: threshold, net_benefit, ci_low, ci_high."""
        place = self.names.index(name)
        return self._told(self.estimate[place], self.draws[place], "net_benefit", level)

    def difference(self, name: str, other: str, level: float = 0.95) -> pd.DataFrame:
        """Net benefit of one strategy less that of another: threshold, difference, ci_low, ci_high (pointwise)."""
        one, two = self.names.index(name), self.names.index(other)
        return self._told(
            self.estimate[one] - self.estimate[two], self.draws[one] - self.draws[two], "difference", level
        )

    def chance_of_being_best(self) -> pd.DataFrame:
        """Share of the resamples in which each strategy has the largest net benefit, ties shared: one column each."""
        best = self.draws >= self.draws.max(axis=0) - CLOSE
        shares = (best / best.sum(axis=0)).mean(axis=1)
        table = pd.DataFrame(shares.T, columns=list(self.names))
        table.insert(0, "threshold", self.thresholds)
        return table

    def _told(self, value: Scores, draws: Scores, column: str, level: float) -> pd.DataFrame:
        require_level(level)
        low, high = np.nanquantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return pd.DataFrame({"threshold": self.thresholds, column: value, "ci_low": low, "ci_high": high})


def draw_net_benefits(
    y_true: npt.ArrayLike,
    risks: Mapping[str, npt.ArrayLike],
    thresholds: npt.ArrayLike = THRESHOLDS,
    resamples: int = 500,
    seed: int = SEED,
    prevalence: float | None = None,
) -> NetBenefitDraws:
    """Net benefits in resamples of the cases, the same resamples for every strategy.

    Cases are drawn without regard to their outcome, since the prevalence is part of what is uncertain. Where it is
    assumed it is not: events are then drawn from events, and non-events from non-events.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risks : model name to (n_cases,) probabilities
    thresholds : (n_thresholds,), probabilities below 1
    resamples : how many
    seed : of the draws
    prevalence : of the event where the risks will be used; see `core.evaluation.decision_curve.decision_curve`

    Raises
    ------
    CohortError
        A risk or prevalence is no probability, a threshold is 1, or see `core.evaluation.inputs.require_scores`.

    Notes
    -----
    A resample counts each case; its events and non-events at or above each threshold are running sums of these counts
    over the thresholds, so that no case is copied and no risk compared again. No p-value is made: net benefit asks
    what to do, not whether a difference is 0.

    References
    ----------
    .. [1] Vickers AJ, Cronin AM, Elkin EB, Gonen M (2008). BMC Medical Informatics and Decision Making 8:53.
       doi:10.1186/1472-6947-8-53
    .. [2] Vickers AJ, van Calster B, Wynants L, Steyerberg EW (2023). Diagnostic and Prognostic Research 7:11.
       doi:10.1186/s41512-023-00148-y
    .. [3] Kerr KF, Brown MD, Zhu K, Janes H (2016). Journal of Clinical Oncology 34:2534–2540.
       doi:10.1200/JCO.2015.65.5654 (an assumed prevalence, and resampling within outcomes)
    """
    outcome, scores = require_scores(y_true, *risks.values())
    scores = require_probabilities(scores.ravel(), "risk").reshape(scores.shape)
    cuts = require_probabilities(thresholds, "threshold")
    if cuts.max() == 1:
        raise CohortError("a band needs thresholds below 1, but 1 came, where a false alarm has no price: lower it")
    places = [_places(risk, cuts) for risk in (*scores, np.ones(outcome.size))]
    rng = np.random.default_rng(seed)
    sizes = sizes_behind(outcome.size, int(outcome.sum()), prevalence)
    groups = [np.ones_like(outcome)] if prevalence is None else [outcome, ~outcome]
    blocks = [
        _net_benefits(_draw_within(groups, rng, block), outcome, places, cuts, sizes)
        for block in draw_blocks(resamples, outcome.size)
    ]
    estimate = _net_benefits(np.ones((1, outcome.size)), outcome, places, cuts, sizes)
    return NetBenefitDraws(cuts, (*risks, ALL, NONE), estimate[:, 0], np.concatenate(blocks, axis=1))


def _draw_within(groups: list[Outcome], rng: np.random.Generator, resamples: int) -> Scores:
    """How often each case is drawn, (resamples, n_cases), from cases of its own group."""
    counts = np.zeros((resamples, groups[0].size))
    for group in groups:
        counts[:, group] = draw_counts(rng, resamples, int(group.sum()))
    return counts


def _places(risk: Scores, cuts: Scores) -> sparse.csr_array:
    """A one in each row, in the column of how many thresholds the case reaches: (n_cases, 1 + n_thresholds)."""
    reached = np.searchsorted(np.sort(cuts), risk, side="right")
    return sparse.csr_array((np.ones(risk.size), reached, np.arange(risk.size + 1)), (risk.size, cuts.size + 1))


def _net_benefits(
    counts: Scores, outcome: Outcome, places: list[sparse.csr_array], cuts: Scores, sizes: Sizes
) -> Scores:
    """Net benefit of every strategy, flagging no one last, (n_strategies, resamples, n_thresholds), from counts."""
    order = np.argsort(np.argsort(cuts, kind="stable"), kind="stable")
    worth = np.zeros((len(places) + 1, len(counts), cuts.size))
    gains = np.ones(cuts.size) / sizes[0], -cuts / (1 - cuts) / sizes[1]
    for kind, gain in zip((outcome, ~outcome), gains, strict=True):
        drawn = counts[:, kind]
        for strategy, place in zip(worth, places, strict=False):
            flagged = np.cumsum((drawn @ place[kind])[:, :0:-1], axis=1)[:, ::-1]
            strategy += flagged[:, order] * gain
    return worth
