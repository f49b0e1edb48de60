"""Net benefit: what acting on a risk is worth at each threshold, against flagging everyone and flagging no one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.evaluation.inputs import require_probabilities, require_scores
from core.evaluation.net_benefit import at_or_above, avoided, net_benefit, sizes_behind

THRESHOLDS = np.arange(1, 100) / 100
"""1 % to 99 %. Each is the double nearest to its decimal, so a risk of exactly 0.35 is flagged at 0.35."""
THRESHOLDS.setflags(write=False)

FEW_FLAGGED = 10
"""Fewer flagged cases than this carry no part of a curve."""


@dataclass(frozen=True, eq=False)
class DecisionCurve:
    """Net benefit by threshold.

    Parameters
    ----------
    table : (n_thresholds, 9), in the order the thresholds were given, with the columns

        * threshold : probability
        * net_benefit, treat_all, treat_none : of flagging by risk, flagging everyone, flagging no one; per case
        * standardised_net_benefit : share of the prevalence, 1 at best
        * interventions_avoided : flaggings saved against flagging everyone, net of the events missed; per case
        * n_flagged, true_positives, false_positives : cases
    n, events : cases judged, and those with the event
    assumed_prevalence : that net benefit is told for, where it is not that of the cases
    """

    table: pd.DataFrame
    n: int
    events: int
    assumed_prevalence: float | None = None

    @property
    def prevalence(self) -> float:
        """Share of cases with the event, or the share assumed."""
        return self.events / self.n if self.assumed_prevalence is None else self.assumed_prevalence

    def supported(self, minimum: int = FEW_FLAGGED) -> float:
        """Highest threshold at which at least `minimum` cases are flagged; NaN when there is none."""
        return float(self.table.loc[self.table["n_flagged"] >= minimum, "threshold"].max())

    def thin_from(self, minimum: int = FEW_FLAGGED) -> float:
        """Lowest threshold at which fewer than `minimum` cases are flagged; NaN when there is none."""
        return float(self.table.loc[self.table["n_flagged"] < minimum, "threshold"].min())


@dataclass(frozen=True)
class Counts:
    """One threshold, told in cases.

    Parameters
    ----------
    flagged, n : cases at or above the threshold, of all cases
    events_found, events : flagged cases with the event, of all events
    false_alarms, non_events : flagged cases without the event, of all without
    net_benefit, treat_all : per case
    fewer_interventions_per_100 : flaggings saved per 100 cases against flagging everyone, net of the events missed
    """

    flagged: int
    n: int
    events_found: int
    events: int
    false_alarms: int
    non_events: int
    net_benefit: float
    treat_all: float
    fewer_interventions_per_100: float

    @property
    def events_missed(self) -> int:
        """Cases with the event that are not flagged."""
        return self.events - self.events_found

    @property
    def non_events_spared(self) -> int:
        """Cases without the event that are not flagged."""
        return self.non_events - self.false_alarms


def decision_curve(
    y_true: npt.ArrayLike,
    risk: npt.ArrayLike,
    thresholds: npt.ArrayLike = THRESHOLDS,
    prevalence: float | None = None,
) -> DecisionCurve:
    """Build the decision curve of a risk. A case is flagged when its risk is at or above the threshold.

    Under cross-validation pool the out-of-fold risks first and call this once.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risk : (n_cases,), probability of the event
    thresholds : (n_thresholds,), probabilities
    prevalence : of the event where the risk will be used, when the cases were not drawn as they come; the risks must
        hold for that prevalence

    Returns
    -------
    DecisionCurve

    Raises
    ------
    CohortError
        A risk, threshold or prevalence is no probability, or see `core.evaluation.inputs.require_scores`.

    Notes
    -----
    With w = t / (1 − t): net benefit = TP/n − w · FP/n, and interventions avoided = TN/n − FN/n / w, which equals
    (net benefit − treat all) / w but stays defined at both ends. At t = 0 everyone is flagged: the net benefit is the
    prevalence and nothing is avoided. At t = 1 a single false positive costs without bound: the net benefit is −∞, and
    that of flagging exactly no non-event is TP/n. With an assumed prevalence π, TP/n and FP/n become π · sensitivity
    and (1 − π) · (1 − specificity). Checked against dcurves 1.1.7 for Python in tests/references/decision_curve.json
    and dcurves 0.5.1 for R in tests/references/decision_curve_r.json.

    References
    ----------
    .. [1] Vickers AJ, Elkin EB (2006). Medical Decision Making 26:565–574. doi:10.1177/0272989X06295361
    .. [2] Vickers AJ, van Calster B, Steyerberg EW (2019). Diagnostic and Prognostic Research 3:18.
       doi:10.1186/s41512-019-0064-7

    Examples
    --------
    >>> curve = decision_curve([0, 0, 1, 1], [0.1, 0.6, 0.4, 0.9], [0.5])
    >>> curve.table[["net_benefit", "treat_all", "n_flagged"]].iloc[0].to_list()
    [0.0, 0.0, 2.0]
    """
    outcome, (risks,) = require_scores(y_true, risk)
    risks = require_probabilities(risks, "risk")
    cuts = require_probabilities(thresholds, "threshold")
    found, alarms = at_or_above(risks[outcome], cuts), at_or_above(risks[~outcome], cuts)
    n, events = outcome.size, int(outcome.sum())
    sizes = sizes_behind(n, events, prevalence)
    worth = net_benefit(found, alarms, cuts, sizes)
    table = pd.DataFrame(
        {
            "threshold": cuts,
            "net_benefit": worth,
            "standardised_net_benefit": worth / (events / n if prevalence is None else prevalence),
            "treat_all": net_benefit(np.full_like(found, events), np.full_like(alarms, n - events), cuts, sizes),
            "treat_none": np.zeros_like(cuts),
            "interventions_avoided": avoided(n - events - alarms, events - found, cuts, sizes),
            "n_flagged": found + alarms,
            "true_positives": found,
            "false_positives": alarms,
        }
    )
    return DecisionCurve(table, n, events, prevalence)


def counts_at(y_true: npt.ArrayLike, risk: npt.ArrayLike, threshold: float, prevalence: float | None = None) -> Counts:
    """Tell one threshold in cases; the same rule, parameters and refusals as `decision_curve`."""
    curve = decision_curve(y_true, risk, [threshold], prevalence)
    row = curve.table.iloc[0]
    return Counts(
        flagged=int(row["n_flagged"]),
        n=curve.n,
        events_found=int(row["true_positives"]),
        events=curve.events,
        false_alarms=int(row["false_positives"]),
        non_events=curve.n - curve.events,
        net_benefit=float(row["net_benefit"]),
        treat_all=float(row["treat_all"]),
        fewer_interventions_per_100=100 * float(row["interventions_avoided"]),
    )
