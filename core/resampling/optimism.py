"""How much better a recipe looks on the patients it learnt from: bootstrap samples of patients, all learnt again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.errors import FitError
from core.resampling.folded import auc_of
from core.resampling.learners import Learner
from core.resampling.parts import Positions, learn_from_all, take_cases
from core.values import Cohort

NO_INFORMATION = 0.5
"""AUC of a score that knows nothing."""


@dataclass(frozen=True)
class BootstrapAucs:
    """AUCs of what one bootstrap sample taught.

    Parameters
    ----------
    sample : on the sample itself
    original : on all cases of the cohort
    left_out : on the cases of patients the sample does not hold; NaN when these have one outcome only
    """

    sample: float
    original: float
    left_out: float


@dataclass(frozen=True)
class Optimism:
    """The apparent AUC and two corrections of it.

    Parameters
    ----------
    apparent : on the cases it was learnt from
    optimism : mean over the samples of the AUC on the sample less the AUC on the cohort
    corrected : apparent − optimism (Harrell)
    left_out : mean AUC on cases left out, at least 0.5
    weight : of `left_out` in `point632plus`, 0.632–1
    point632plus : .632+ estimate
    samples, failed : bootstrap samples asked for, and those in which nothing could be learnt
    """

    apparent: float
    optimism: float
    corrected: float
    left_out: float
    weight: float
    point632plus: float
    samples: int
    failed: int


def apparent_auc(cohort: Cohort, learner: Learner) -> float:
    """AUC on the cases it was learnt from, all cases of the cohort."""
    everything = learn_from_all(cohort)
    return auc_of(cohort.outcome, learner(everything)(everything))


def bootstrap_aucs(cohort: Cohort, learner: Learner, positions: Positions) -> BootstrapAucs:
    """Learn from a bootstrap sample, and judge on it, on the cohort and on the patients left out.

    Parameters
    ----------
    positions : (n_sample,), cases of the sample, see `core.resampling.parts.draw_patients`
    """
    sample = learn_from_all(take_cases(cohort, positions))
    scorer = learner(sample)
    original = scorer(cohort)
    out = ~cohort.patient_id.isin(sample.patient_id.unique())
    return BootstrapAucs(
        auc_of(sample.outcome, scorer(sample)),
        auc_of(cohort.outcome, original),
        auc_of(cohort.outcome[out], original[out]),
    )


def correct_optimism(apparent: float, found: Sequence[BootstrapAucs | None]) -> Optimism:
    """Correct an apparent AUC by what bootstrap samples taught.

    Parameters
    ----------
    apparent : see `apparent_auc`
    found : one per sample, None where nothing could be learnt

    Raises
    ------
    FitError
        No sample taught anything that can be judged on cases it left out.

    Notes
    -----
    .632+ with the no-information AUC 0.5: the AUC left out is raised to 0.5 if below; overfitting R = (apparent −
    left out) / (apparent − 0.5), cut to 0–1, and 1 when the AUC left out was at most 0.5; weight w = .632 / (1 −
    .368 R); estimate (1 − w) apparent + w left out. Checked against rms 6.5-0 `validate` and pROC 1.18.0 in
    tests/references/resampling.json.

    References
    ----------
    .. [1] Harrell FE, Lee KL, Mark DB (1996). Statistics in Medicine 15:361–387.
       doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4
    .. [2] Efron B, Tibshirani R (1997). Journal of the American Statistical Association 92:548–560.
       doi:10.1080/01621459.1997.10474007
    .. [3] Sahiner B, Chan HP, Hadjiiski L (2008). Medical Physics 35:1559–1570. doi:10.1118/1.2868757
    """
    taught = [one for one in found if one is not None]
    judged = [one.left_out for one in taught if not np.isnan(one.left_out)]
    if not judged:
        raise FitError(f"some bootstrap sample must teach a score, but none of {len(found)} does: add cases")
    optimism = float(np.mean([one.sample - one.original for one in taught]))
    outside = float(np.mean(judged))
    left_out = max(outside, NO_INFORMATION)
    weight = 0.632 / (1 - 0.368 * _overfitting(apparent, outside))
    return Optimism(
        apparent=apparent,
        optimism=optimism,
        corrected=apparent - optimism,
        left_out=left_out,
        weight=weight,
        point632plus=(1 - weight) * apparent + weight * left_out,
        samples=len(found),
        failed=len(found) - len(taught),
    )


def _overfitting(apparent: float, outside: float) -> float:
    """Relative overfitting rate: 0 when nothing is lost on cases left out, 1 when everything is."""
    if outside <= NO_INFORMATION:
        return 1.0
    return (apparent - outside) / (apparent - NO_INFORMATION) if apparent > outside else 0.0
