"""What an audit does many times, each time by itself, so that processes can share it: one run is one learning task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from core.errors import FitError
from core.resampling.compatible import CompatibleAucs, compatible_aucs, shuffled_compatible_auc
from core.resampling.learners import Learner
from core.resampling.nested import score_out_of_fold
from core.resampling.optimism import BootstrapAucs, apparent_auc, bootstrap_aucs
from core.resampling.parts import draw_patients
from core.resampling.permutation import permuted_auc
from core.resampling.seeds import own_auc, split_auc
from core.values import Cohort

Kind = Literal["own", "apparent", "compatible", "nested", "null", "split", "boot", "shuffled"]
Run = tuple[Kind, int]
"""What is done, and for the how-manieth time."""


@dataclass(frozen=True)
class AuditPlan:
    """How much is done to judge a recipe.

    Parameters
    ----------
    repeats, folds : of the nested cross-validation
    permutations : of the outcomes; each is one cross-validation with the folds' seed of the first repeat
    seeds, share : random splits, and the share of the patients that trains in each
    boots : bootstrap samples of the optimism
    compatible, shuffles : whether the leaking order of steps is shown too, and on how many shuffled outcomes
    seed : of folds, shuffles and samples
    workers : processes; not part of what is found
    """

    repeats: int = 5
    folds: int = 5
    permutations: int = 200
    seeds: int = 100
    share: float = 0.8
    boots: int = 100
    compatible: bool = False
    shuffles: int = 20
    seed: int = 20240812
    workers: int = field(default=1, compare=False)

    def runs(self, has_validation: bool) -> list[Run]:
        """All runs of the plan."""
        counts: dict[Kind, int] = {"own": int(has_validation), "apparent": 1, "nested": self.repeats}
        counts |= {"null": self.permutations, "split": self.seeds, "boot": self.boots}
        counts |= {"compatible": 1, "shuffled": self.shuffles} if self.compatible else {}
        return [(kind, number) for kind, count in counts.items() for number in range(count)]

    def learnings(self, run: Run) -> int:
        """How often the recipe is learnt in one run, which is what its time goes by."""
        return self.folds if run[0] in ("nested", "null") else 1


@dataclass(frozen=True, eq=False)
class Task:
    """A recipe, the cohort it is judged on, and the plan."""

    cohort: Cohort
    learner: Learner
    plan: AuditPlan

    def perform(self, run: Run) -> Any:
        """What comes of one run; None where nothing could be learnt from cases drawn or outcomes shuffled at random."""
        kind, number = run
        try:
            return WORK[kind](self, number)
        except FitError:
            if kind in AS_THEY_ARE:
                raise
            return None


def _nested(task: Task, number: int) -> pd.DataFrame:
    return score_out_of_fold(task.cohort.training, task.learner, task.plan.folds, task.plan.seed + number)


def _null(task: Task, number: int) -> float:
    return permuted_auc(task.cohort.training, task.learner, task.plan.folds, task.plan.seed, number)


def _split(task: Task, number: int) -> float:
    return split_auc(task.cohort, task.learner, task.plan.share, number)


def _boot(task: Task, number: int) -> BootstrapAucs:
    training = task.cohort.training
    sample = draw_patients(training, np.random.default_rng([task.plan.seed, number]))
    return bootstrap_aucs(training, task.learner, sample)


def _compatible(task: Task, _number: int) -> CompatibleAucs:
    return compatible_aucs(task.cohort, next(iter(task.cohort.features)))


def _shuffled(task: Task, number: int) -> float:
    return shuffled_compatible_auc(task.cohort, next(iter(task.cohort.features)), task.plan.seed, number)


WORK: dict[Kind, Callable[[Task, int], Any]] = {
    "own": lambda task, _number: own_auc(task.cohort, task.learner),
    "apparent": lambda task, _number: apparent_auc(task.cohort.training, task.learner),
    "compatible": _compatible,
    "nested": _nested,
    "null": _null,
    "split": _split,
    "boot": _boot,
    "shuffled": _shuffled,
}
AS_THEY_ARE: tuple[Kind, ...] = ("own", "apparent", "compatible", "nested")
"""Runs on the outcomes as they are and the cases as they came: where these teach nothing, there is nothing to judge."""
