"""Whether a risk of 30 % means 30 in 100: intercept, slope, Brier score, expected and observed events, groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special, stats

from core.errors import CohortError
from core.evaluation.inputs import Outcome, Scores, require_probabilities, require_scores
from core.evaluation.proportion import wilson_interval
from core.evaluation.recalibration import fit_line, fit_shift


@dataclass(frozen=True)
class Calibration:
    """How well a risk agrees with what happened.

    Parameters
    ----------
    intercept, slope : of the outcome on the logit of the risk; 0 and 1 at best. A slope below 1: risks too extreme.
        NaN where no finite line exists (the risks separate the outcomes, or all are the same)
    intercept_error, slope_error : standard errors
    in_the_large : intercept when the slope is held at 1; above 0: risks too low on the whole
    brier : mean squared distance of risk and outcome, 0 at best
    scaled_brier : 1 − Brier / Brier of the prevalence; 1 at best, 0 and less for a useless risk
    expected, observed : sum of the risks, and events
    n : cases
    left_out : cases with a risk of exactly 0 or 1, which have no logit: they count in all but intercepts and slope
    """

    intercept: float
    slope: float
    intercept_error: float
    slope_error: float
    in_the_large: float
    brier: float
    scaled_brier: float
    expected: float
    observed: int
    n: int
    left_out: int

    @property
    def expected_to_observed(self) -> float:
        """E:O, 1 at best; above 1 the risks promise more events than happened."""
        return self.expected / self.observed


class HosmerLemeshow(NamedTuple):
    """The test of grouped risks; a large p-value in few cases says little."""

    statistic: float
    degrees_of_freedom: int
    p_value: float


def calibration(y_true: npt.ArrayLike, risk: npt.ArrayLike) -> Calibration:
    """Judge how a risk agrees with what happened.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    risk : (n_cases,), probability of the event

    Raises
    ------
    CohortError
        A risk is no probability, or see `core.evaluation.inputs.require_scores`.

    Notes
    -----
    Checked against rms 6.5-0 (`val.prob`) and R 4.2.2 (`glm`) in tests/references/calibration_r.json.

    References
    ----------
    .. [1] Cox DR (1958). Biometrika 45:562–565. doi:10.2307/2333203
    .. [2] Brier GW (1950). Monthly Weather Review 78:1–3. doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
    .. [3] Steyerberg EW, Vickers AJ, Cook NR, et al. (2010). Epidemiology 21:128–138.
       doi:10.1097/EDE.0b013e3181c30fb2

    Examples
    --------
    >>> judged = calibration([0, 0, 1, 1], [0.2, 0.6, 0.4, 0.8])
    >>> round(judged.brier, 3), round(judged.scaled_brier, 3), judged.expected_to_observed
    (0.2, 0.2, 1.0)
    """
    outcome, risks = _require_risks(y_true, risk)
    inside = (risks > 0) & (risks < 1)
    logit, happened = special.logit(risks[inside]), outcome[inside]
    line = fit_line(logit, happened)
    brier, prevalence = float(np.mean((risks - outcome) ** 2)), float(outcome.mean())
    return Calibration(
        intercept=line.intercept,
        slope=line.slope,
        intercept_error=line.intercept_error,
        slope_error=line.slope_error,
        in_the_large=fit_shift(logit, happened),
        brier=brier,
        scaled_brier=1 - brier / (prevalence * (1 - prevalence)),
        expected=float(risks.sum()),
        observed=int(outcome.sum()),
        n=outcome.size,
        left_out=int((~inside).sum()),
    )


def calibration_groups(y_true: npt.ArrayLike, risk: npt.ArrayLike, groups: int = 10) -> pd.DataFrame:
    """Cases grouped by quantiles of their risk: what was expected of each group and what happened.

    Parameters
    ----------
    y_true, risk : (n_cases,), as in `calibration`
    groups : wanted; fewer are made where quantiles coincide

    Returns
    -------
    (n_groups, 8), columns low, high (risks), n, events, expected (events), observed (share) with ci_low, ci_high
        (Wilson 1927, 95 %)

    Raises
    ------
    CohortError
        Fewer than two groups can be made.
    """
    outcome, risks = _require_risks(y_true, risk)
    edges = np.unique(np.quantile(risks, np.linspace(0, 1, groups + 1)))
    if edges.size < 3:
        raise CohortError(f"risks must form at least two groups, but {edges.size - 1} came: ask for more groups")
    place = np.searchsorted(edges[1:-1], risks, side="left")
    counts, events, expected = (np.bincount(place, weights, edges.size - 1) for weights in (None, outcome, risks))
    spans = [wilson_interval(int(k), int(n)) if n else (np.nan, np.nan) for k, n in zip(events, counts, strict=True)]
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "n": counts, "events": events.astype(int)})
    table = table.assign(expected=expected)[counts > 0]
    table["observed"] = table["events"] / table["n"]
    table[["ci_low", "ci_high"]] = np.array(spans)[counts > 0]
    return table.reset_index(drop=True)


def hosmer_lemeshow(
    y_true: npt.ArrayLike, risk: npt.ArrayLike, groups: int = 10, external: bool = False
) -> HosmerLemeshow:
    """Test observed against expected events over groups of risk.

    Secondary to intercept, slope and curve: it depends on the groups, has little power in few cases, and rejects every
    model in many.

    Parameters
    ----------
    y_true, risk : (n_cases,), as in `calibration`
    groups : wanted; fewer are made where quantiles coincide, and the degrees of freedom follow
    external : whether the model learnt from other cases: then the groups made are the degrees of freedom, else two less

    Notes
    -----
    Σ (O − E)² / E over events and non-events of the g groups, χ² with g − 2 degrees of freedom on the cases the model
    was fitted on and g on others. Checked against ResourceSelection 0.3-6 in tests/references/calibration_r.json.

    References
    ----------
    .. [1] Hosmer DW, Lemeshow S (1980). Communications in Statistics A9:1043–1069. doi:10.1080/03610928008827941
    .. [2] Hosmer DW, Lemeshow S, Sturdivant RX (2013). Applied Logistic Regression, 3rd edition. Wiley, section 5.2.2
    """
    table = calibration_groups(y_true, risk, groups)
    events, others = table["expected"], table["n"] - table["expected"]
    with np.errstate(divide="ignore"):
        statistic = float(((table["events"] - events) ** 2 * (1 / events + 1 / others)).sum())
    freedom = len(table) if external else len(table) - 2
    return HosmerLemeshow(statistic, freedom, float(stats.chi2.sf(statistic, freedom)) if freedom else float("nan"))


def _require_risks(y_true: npt.ArrayLike, risk: npt.ArrayLike) -> tuple[Outcome, Scores]:
    outcome, (risks,) = require_scores(y_true, risk)
    return outcome, require_probabilities(risks, "risk")
