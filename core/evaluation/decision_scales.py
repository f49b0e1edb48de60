"""Net benefit told on another scale: as a share of the best possible, or as interventions saved per 100 cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from core.evaluation.decision_curve import DecisionCurve
from core.evaluation.decision_draws import ALL, CLOSE, NONE, NetBenefitDraws
from core.evaluation.inputs import Scores

Scale = Literal["net_benefit", "standardised", "avoided"]
SCALES: tuple[Scale, ...] = ("net_benefit", "standardised", "avoided")


def rescale(worth: Scores, treat_all: Scores, thresholds: Scores, scale: Scale) -> Scores:
    """Net benefits, (..., n_thresholds), on a scale.

    Parameters
    ----------
    worth : net benefit per case
    treat_all : net benefit of flagging everyone, of the same cases
    thresholds : (n_thresholds,), probabilities above 0 and below 1 for a finite result
    scale : ``"net_benefit"`` leaves it; ``"standardised"`` is the share of the prevalence, 1 at best; ``"avoided"`` is
        how many flaggings per 100 cases are saved against flagging everyone, net of the events missed

    Notes
    -----
    With w = t / (1 − t), flagging everyone is worth π − (1 − π) w, so the prevalence π is (1 − t) · treat all + t: that
    of each resample in a resample. A resample without an event has no standardised net benefit: NaN, left out of
    bands. Saved per 100 = 100 (worth − treat all) / w.

    References
    ----------
    .. [1] Kerr KF, Brown MD, Zhu K, Janes H (2016). Journal of Clinical Oncology 34:2534–2540.
       doi:10.1200/JCO.2015.65.5654
    .. [2] Vickers AJ, van Calster B, Steyerberg EW (2019). Diagnostic and Prognostic Research 3:18.
       doi:10.1186/s41512-019-0064-7

    Examples
    --------
    >>> one, half = np.array([0.2]), np.array([0.5])
    >>> rescale(one, np.array([0.0]), half, "standardised").tolist(), rescale(one, one - 0.1, half, "avoided").round(9)
    ([0.4], array([10.]))
    """
    if scale == "net_benefit":
        return worth
    if scale == "standardised":
        prevalence = (1 - thresholds) * treat_all + thresholds
        return np.asarray(np.divide(worth, prevalence, out=np.full(worth.shape, np.nan), where=prevalence > CLOSE))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * (worth - treat_all) * (1 - thresholds) / thresholds)


def curve_on(scale: Scale, curve: DecisionCurve) -> pd.DataFrame:
    """One curve on a scale: threshold, worth, treat_all, treat_none, n_flagged."""
    table = curve.table
    cuts, everyone = table["threshold"].to_numpy(), table[ALL].to_numpy()
    columns = {"worth": "net_benefit", ALL: ALL, NONE: NONE}
    told = {name: rescale(table[column].to_numpy(), everyone, cuts, scale) for name, column in columns.items()}
    return pd.DataFrame({"threshold": cuts, **told, "n_flagged": table["n_flagged"]})


def draws_on(scale: Scale, drawn: NetBenefitDraws) -> NetBenefitDraws:
    """Resampled net benefits on a scale, each resample by its own prevalence."""
    place = drawn.names.index(ALL)
    return replace(
        drawn,
        estimate=rescale(drawn.estimate, drawn.estimate[place], drawn.thresholds, scale),
        draws=rescale(drawn.draws, drawn.draws[place], drawn.thresholds, scale),
    )
