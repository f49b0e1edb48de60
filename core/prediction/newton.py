"""The logistic log-likelihood, plain or penalised by Firth, and its maximum. Terms and tables are not known here.

One ascent serves the estimate, the likelihood-ratio test and the profile: they differ in which coefficients are held.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import FitError

Matrix = npt.NDArray[np.float64]
Held = tuple[int, ...]

ITERATIONS, HALVINGS = 500, 30
TOLERANCE = 1e-10  # of a step, in coefficients of standardised predictors
LONGEST_STEP = 5.0
ROUNDING = 1e-12  # of a log-likelihood: what falls by less has not fallen


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The log-likelihood at some coefficients (p,), with its score (p,) and its information (p, p)."""

    coefficients: Matrix
    value: float
    score: Matrix
    information: Matrix


@dataclass(frozen=True, eq=False)
class Ascent:
    """Cases to learn from, and whether Jeffreys' prior is added to their log-likelihood.

    Parameters
    ----------
    design : (n_cases, p), columns of comparable spread
    outcome : (n_cases,), 0 or 1
    penalised : True adds ½ log |XᵀWX|

    Notes
    -----
    The penalised score is Xᵀ(y − π + h(½ − π)), with h the diagonal of the hat matrix W^½ X (XᵀWX)⁻¹ Xᵀ W^½.

    References
    ----------
    Firth D (1993). Biometrika 80:27–38. doi:10.1093/biomet/80.1.27
    Heinze G, Schemper M (2002). Statistics in Medicine 21:2409–2419. doi:10.1002/sim.1047
    """

    design: Matrix
    outcome: Matrix
    penalised: bool

    def likelihood(self, coefficients: Matrix) -> Likelihood:
        """The log-likelihood at coefficients (p,)."""
        logit = self.design @ coefficients
        risk = np.exp(-np.logaddexp(0.0, -logit))
        weight = risk * np.exp(-np.logaddexp(0.0, logit))
        information = self.design.T @ (weight[:, None] * self.design)
        value = float((self.outcome * logit - np.logaddexp(0.0, logit)).sum())
        residual = self.outcome - risk
        if self.penalised:
            hat = weight * (self.design * np.linalg.solve(information, self.design.T).T).sum(axis=1)
            residual = residual + hat * (0.5 - risk)
            value += 0.5 * float(np.linalg.slogdet(information)[1])
        return Likelihood(coefficients, value, self.design.T @ residual, information)

    def maximum(self, start: Matrix, held: Held = ()) -> Likelihood:
        """Climb from coefficients (p,) to the top, those at the positions `held` staying as they are.

        Raises
        ------
        FitError
            No top was reached.
        """
        free = np.setdiff1d(np.arange(len(start)), held)
        try:
            return self._climb(start, free)
        except np.linalg.LinAlgError as error:
            raise FitError("the likelihood must have a maximum, but it has none: use fewer predictors") from error

    def _climb(self, start: Matrix, free: npt.NDArray[np.intp]) -> Likelihood:
        here = self.likelihood(start)
        for _ in range(ITERATIONS):
            step = np.zeros_like(start)
            step[free] = np.linalg.solve(here.information[np.ix_(free, free)], here.score[free])
            longest = float(np.abs(step).max(initial=0.0))
            here = self._upwards(here, step * min(1.0, LONGEST_STEP / max(longest, LONGEST_STEP)))
            if longest < TOLERANCE:
                return here
        raise FitError("the likelihood must have a maximum, but none was reached: use fewer predictors")

    def _upwards(self, here: Likelihood, step: Matrix) -> Likelihood:
        """Go the step, or the largest half of a half of it that does not lead down."""
        floor = here.value - ROUNDING * (1.0 + abs(here.value))
        for halving in range(HALVINGS):
            there = self.likelihood(here.coefficients + step / 2**halving)
            if there.value >= floor:
                return there
        return here


def standardise(design: Matrix) -> tuple[Matrix, Matrix]:
    """Bring predictors to mean 0 and spread 1, so that no unit is too small or too large to climb.

    Parameters
    ----------
    design : (n_cases, p), first column ones, no other column constant

    Returns
    -------
    standardised : (n_cases, p)
    back : (p, p), times coefficients of the standardised design gives those of the design
    """
    center, spread = design.mean(axis=0), design.std(axis=0)
    center[0], spread[0] = 0.0, 1.0
    back = np.diag(1.0 / spread)
    back[0] -= center / spread
    return (design - center) / spread, back
