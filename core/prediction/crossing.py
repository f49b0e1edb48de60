"""What would change the answer: for each variable alone, where the risk of one patient crosses the threshold.

What could be changed in the patient, and whether it would help, is not known here: a crossing explains the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from core.prediction.coding import code_value, decode_number, group_terms, spoken_level
from core.prediction.entries import levels_of
from core.values import LogisticModel, Term


@dataclass(frozen=True)
class Crossing:
    """Where the verdict on one patient turns when one variable moves and the others stay.

    Parameters
    ----------
    name : of the variable
    at : the number, in its unit, at which the risk is the threshold; None where no number of the training range is
    upward : whether the other verdict lies at larger numbers
    levels : levels that give the other verdict; empty for a number
    """

    name: str
    at: float | None = None
    upward: bool = False
    levels: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether anything inside the training range gives the other verdict."""
        return self.at is not None or bool(self.levels)


def find_crossings(model: LogisticModel, values: Mapping[str, Any]) -> tuple[Crossing, ...]:
    """One crossing per variable of the model, in its order.

    Parameters
    ----------
    values : variable to a number in its unit or a level, one for every variable

    Raises
    ------
    ClinicalError
        A value is missing or impossible.

    Notes
    -----
    With the logit η of the patient and τ = logit(threshold), a coded number x with coefficient β crosses at
    x + (τ − η) / β. Levels are compared as the model flags: η' ≥ τ.

    References
    ----------
    .. [1] Wachter S, Mittelstadt B, Russell C (2018). Counterfactual explanations without opening the black box.
       Harvard Journal of Law & Technology 31:841–887. Here one variable at a time.
    """
    coded = np.array([code_value(term, values.get(term.name)) for term in model.terms])
    with np.errstate(divide="ignore"):
        short = float(special.logit(model.threshold) - model.coefficients[0] - coded @ model.coefficients[1:])
    betas = dict(zip(model.terms, model.coefficients[1:].tolist(), strict=True))
    return tuple(
        _cross_levels(of, betas, short, values[name]) if of[0].level else _cross_number(of[0], betas, short, values)
        for name, of in group_terms(model.terms).items()
    )


def _cross_number(term: Term, betas: Mapping[Term, float], short: float, values: Mapping[str, Any]) -> Crossing:
    """`short` is what the logit lacks to the threshold; at or below 0 the patient is flagged."""
    beta = betas[term]
    place = code_value(term, values[term.name]) + short / beta if beta else np.inf
    inside = bool(np.isfinite(place) and term.low <= place <= term.high)
    return Crossing(term.name, decode_number(term, place) if inside else None, upward=(beta > 0) != (short <= 0))


def _cross_levels(of: Sequence[Term], betas: Mapping[Term, float], short: float, value: Any) -> Crossing:
    effects = {of[0].reference: 0.0} | {term.level: betas[term] for term in of}
    now = effects[spoken_level(value)]
    turned = [level for level in levels_of(of, of[0].name) if (short <= 0) != (effects[level] - now >= short)]
    return Crossing(of[0].name, levels=tuple(turned))
