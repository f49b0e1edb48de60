"""How many patients a model of a yes/no outcome asks for, and how many events it has for each candidate parameter."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from core.errors import SettingError

OPTIMISM, MARGIN = 0.05, 0.05
"""The fall in Nagelkerke's R² from apparent to adjusted, and the error of the overall risk, that are let pass."""


@dataclass(frozen=True)
class SampleSize:
    """The smallest development sample by Riley's criteria.

    Parameters
    ----------
    parameters : candidate coefficients, before any selection, intercept left out
    cox_snell, largest_cox_snell : R² expected of the model, and the largest that the prevalence allows
    for_shrinkage : patients for a shrinkage of the coefficients no stronger than asked
    for_optimism : patients for a small fall from apparent to adjusted R²
    for_risk : patients for the overall risk within ± `MARGIN`
    prevalence, shrinkage : as given
    """

    parameters: int
    prevalence: float
    shrinkage: float
    cox_snell: float
    largest_cox_snell: float
    for_shrinkage: int
    for_optimism: int
    for_risk: int

    @property
    def patients(self) -> int:
        """Patients that meet all three criteria."""
        return max(self.for_shrinkage, self.for_optimism, self.for_risk)

    @property
    def events(self) -> float:
        """Events among them."""
        return self.patients * self.prevalence

    @property
    def events_per_parameter(self) -> float:
        """Events for each candidate parameter among them."""
        return self.events / self.parameters


def required_sample(
    prevalence: float,
    parameters: int,
    *,
    c_statistic: float | None = None,
    cox_snell: float | None = None,
    shrinkage: float = 0.9,
) -> SampleSize:
    """Smallest development sample for a binary outcome, from the expected AUC or from Cox and Snell's R².

    Parameters
    ----------
    prevalence : share of patients with the event, 0–1
    parameters : candidate coefficients: every feature and every level looked at, not those kept
    c_statistic : expected area under the curve, 0.5–1; used when `cox_snell` is not given
    cox_snell : expected R²
    shrinkage : smallest acceptable factor by which the coefficients are too large, 0–1

    Raises
    ------
    SettingError
        A number lies outside its range, or neither the AUC nor R² is given.

    References
    ----------
    Riley RD et al. (2019). Statistics in Medicine 38:1276–1296. doi:10.1002/sim.7992
    Riley RD et al. (2020). BMJ 368:m441. doi:10.1136/bmj.m441
    Checked against pmsampsize 1.1.3, tests/references/sample_size.json.

    Examples
    --------
    >>> needed = required_sample(0.557, 5, c_statistic=0.85)
    >>> needed.for_shrinkage, needed.for_optimism, needed.for_risk, needed.patients
    (104, 107, 380, 380)
    """
    expected = _expected(prevalence, parameters, c_statistic, cox_snell)
    largest = 1 - math.exp(2 * _entropy(prevalence))
    if not 0 < expected < min(shrinkage, largest) or not shrinkage < 1:
        limit = f"above 0 and below {min(shrinkage, largest):.3f}"
        raise SettingError(f"R² must lie {limit}, and the shrinkage below 1, but {expected:.3f} and {shrinkage} came")
    return SampleSize(
        parameters=parameters,
        prevalence=prevalence,
        shrinkage=shrinkage,
        cox_snell=expected,
        largest_cox_snell=largest,
        for_shrinkage=_patients(parameters, expected, shrinkage),
        for_optimism=_patients(parameters, expected, expected / (expected + OPTIMISM * largest)),
        for_risk=math.ceil((1.96 / MARGIN) ** 2 * prevalence * (1 - prevalence)),
    )


def cox_snell_of(c_statistic: float, prevalence: float) -> float:
    """Cox and Snell's R² of a model with this AUC, its linear predictor normal in both outcome groups, equally spread.

    Parameters
    ----------
    c_statistic : 0.5–1
    prevalence : 0–1

    Notes
    -----
    With groups √2·Φ⁻¹(C) apart the logistic model holds exactly, and R² = 1 − exp(−2 (E log-likelihood − that of the
    prevalence alone)): an integral, taken here by Gauss–Hermite quadrature where the source draws a million patients.

    References
    ----------
    Riley RD, Van Calster B, Collins GS (2021). Statistics in Medicine 40:859–864. doi:10.1002/sim.8806
    """
    apart = math.sqrt(2) * float(ndtri(c_statistic))
    nodes, weights = np.polynomial.hermite_e.hermegauss(200)
    base = math.log(prevalence / (1 - prevalence)) - apart**2 / 2
    with_event = -np.logaddexp(0.0, -(base + apart * (nodes + apart))) @ weights
    without = -np.logaddexp(0.0, base + apart * nodes) @ weights
    likelihood = (prevalence * with_event + (1 - prevalence) * without) / weights.sum()
    return float(1 - math.exp(-2 * (likelihood - _entropy(prevalence))))


def events_per_parameter(n: int, n_events: int, parameters: int) -> float:
    """Cases of the rarer outcome for each candidate parameter (Peduzzi 1996, doi:10.1016/S0895-4356(96)00236-3)."""
    return min(n_events, n - n_events) / parameters


def _expected(prevalence: float, parameters: int, c_statistic: float | None, cox_snell: float | None) -> float:
    if not 0 < prevalence < 1 or parameters < 1:
        came = f"{prevalence} and {parameters}"
        raise SettingError(f"a share of events between 0 and 1 and at least one parameter are needed, but {came} came")
    if cox_snell is not None:
        return cox_snell
    if c_statistic is None or not 0.5 < c_statistic < 1:
        raise SettingError(f"an AUC above 0.5 and below 1, or an R², is needed, but {c_statistic} came: give one")
    return cox_snell_of(c_statistic, prevalence)


def _patients(parameters: int, cox_snell: float, shrinkage: float) -> int:
    return math.ceil(parameters / ((shrinkage - 1) * math.log(1 - cox_snell / shrinkage)))


def _entropy(prevalence: float) -> float:
    """Log-likelihood of one case when the prevalence is all that is known."""
    return prevalence * math.log(prevalence) + (1 - prevalence) * math.log(1 - prevalence)
