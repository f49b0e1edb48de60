"""Shares of patients with their exact interval: objective response and disease control."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scipy import stats

from core.clinical.mrecist import Response
from core.errors import CohortError

RESPONDERS = frozenset({Response.CR, Response.PR})
CONTROLLED = RESPONDERS | {Response.SD}


@dataclass(frozen=True)
class Rate:
    """A share of patients.

    Parameters
    ----------
    count, n : patients it holds for, of all
    ci_low, ci_high : exact interval, 0–1
    """

    count: int
    n: int
    ci_low: float
    ci_high: float

    @property
    def value(self) -> float:
        """The share, 0–1."""
        return self.count / self.n


def exact_rate(count: int, n: int, level: float = 0.95) -> Rate:
    """A share with its Clopper-Pearson interval.

    Raises
    ------
    CohortError
        There is no patient, or more are counted than there are.

    Notes
    -----
    Checked against R 4.2.2 ``binom.test`` (``tests/references/clinical.json``).

    References
    ----------
    Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika
    1934;26:404-413. doi:10.1093/biomet/26.4.404

    Examples
    --------
    >>> rate = exact_rate(68, 122)
    >>> round(rate.value, 3), round(rate.ci_low, 3), round(rate.ci_high, 3)
    (0.557, 0.465, 0.647)
    """
    if not 0 <= count <= n or n == 0:
        raise CohortError(f"a share needs patients, but {count} of {n} came: choose other patients")
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(stats.beta.ppf(tail, count, n - count + 1))
    high = 1.0 if count == n else float(stats.beta.isf(tail, count + 1, n - count))
    return Rate(count, n, low, high)


def objective_response(responses: Iterable[str]) -> Rate:
    """CR and PR among all patients; those not evaluable count in the denominator (RECIST 1.1, 2009)."""
    return _share_of(RESPONDERS, responses)


def disease_control(responses: Iterable[str]) -> Rate:
    """CR, PR and SD among all patients; those not evaluable count in the denominator (RECIST 1.1, 2009)."""
    return _share_of(CONTROLLED, responses)


def _share_of(wanted: frozenset[Response], responses: Iterable[str]) -> Rate:
    found = [str(response) in wanted for response in responses]
    return exact_rate(sum(found), len(found))
