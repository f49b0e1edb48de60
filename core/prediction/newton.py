"""The logistic log-likelihood, plain or penalised by Firth, and its maximum. Terms and tables are not known here.

One ascent serves the estimate, the likelihood-ratio test and the profile: they differ in which coefficients are held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.errors import FitError

Matrix = npt.NDArray[np.float64]
Held = tuple[int, ...]

ITERATIONS, HALVINGS = 500, 30
LEAST_GAIN = 1e-16  # of the log-likelihood by the last step: it began within 1e-8 standard errors of the top
HIDDEN_GAIN = 1e-9  # after the last iteration: what the rounding of an information close to singular may hide
FLATTEST = 1e-15  # of the steepest direction: what is flatter is so by rounding
LONGEST_STEP = 5.0
ROUNDING = 1e-12  # of a log-likelihood: what falls by less has not fallen


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The log-likelihood at some coefficients (p,), with its score (p,).

    Parameters
    ----------
    information : (p, p), XᵀWX
    curvature : (p, p), minus the second derivative: the information, but for what a penalty adds
    """

    coefficients: Matrix
    value: float
    score: Matrix
    information: Matrix
    curvature: Matrix


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
    With I = XᵀWX and v_i = x_iᵀ I⁻¹ x_i the penalised score is Xᵀ(y − π + w v (½ − π)). The penalty's second derivative
    is ½ (Xᵀ diag(w″ v) X − tr(I⁻¹ ∂_r I · I⁻¹ ∂_s I)); climbing by the information alone can crawl where it matters.

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
        score = self.design.T @ (self.outcome - risk)
        plain = Likelihood(coefficients, value, score, information, information)
        return self._with_penalty(plain, risk, weight) if self.penalised else plain

    def _with_penalty(self, plain: Likelihood, risk: Matrix, weight: Matrix) -> Likelihood:
        inverse = np.linalg.inv(plain.information)
        leverage = ((self.design @ inverse) * self.design).sum(axis=1)
        slope = weight * (1 - 2 * risk)
        bend = (1 - 2 * risk) * slope - 2 * weight**2
        turned = inverse @ np.einsum("i,ia,ib,ir->rab", slope, *[self.design] * 3, optimize=True)
        second = self.design.T @ ((bend * leverage)[:, None] * self.design) - np.einsum("rab,sba->rs", turned, turned)
        return replace(
            plain,
            value=plain.value + 0.5 * float(np.linalg.slogdet(plain.information)[1]),
            score=plain.score + 0.5 * self.design.T @ (slope * leverage),
            curvature=plain.information - 0.5 * second,
        )

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
            step[free] = _newton_step(here, free)
            gain, longest = abs(float(here.score @ step)), float(np.abs(step).max(initial=0.0))
            here = self._upwards(here, step * min(1.0, LONGEST_STEP / max(longest, LONGEST_STEP)))
            if gain < LEAST_GAIN:
                break
        if gain < HIDDEN_GAIN:
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


def _newton_step(here: Likelihood, free: npt.NDArray[np.intp]) -> Matrix:
    """Towards the top by the curvature where it is that of a hill, else by the information, which always is."""
    inside = np.ix_(free, free)
    bends, ways = np.linalg.eigh(here.curvature[inside])
    if (bends <= 0).any():
        bends, ways = np.linalg.eigh(here.information[inside])
    if bends.size and bends.max() <= 0:
        raise np.linalg.LinAlgError("the likelihood is flat everywhere")
    bends = np.maximum(bends, FLATTEST * bends.max(initial=0.0))
    return np.asarray(ways @ (ways.T @ here.score[free] / bends))


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
