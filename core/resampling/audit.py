"""Everything that tells how far a recipe may be believed, in one value and in one pool of processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.parallel import results_of
from core.resampling.compatible import CompatibleResult
from core.resampling.folded import folded_auc
from core.resampling.learners import Learner, SignatureLearner
from core.resampling.nested import NestedResult, gather_repeats
from core.resampling.optimism import Optimism, correct_optimism
from core.resampling.permutation import PermutationNull, compare_with_null
from core.resampling.runs import AuditPlan, Kind, Run, Task
from core.resampling.sample import SampleAdequacy, judge_sample
from core.resampling.seeds import SeedSensitivity
from core.signature.settings import SelectionSettings
from core.values import Cohort

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Audit:
    """How far a recipe may be believed.

    Parameters
    ----------
    nested, optimism, null : of the training rows
    seeds, compatible : of all rows, which they split anew; `compatible` only on request
    sample : of the training rows, with every feature of the cohort as a candidate
    """

    plan: AuditPlan
    nested: NestedResult
    optimism: Optimism
    null: PermutationNull
    seeds: SeedSensitivity
    compatible: CompatibleResult | None
    sample: SampleAdequacy


def audit_signature(
    cohort: Cohort, arm: str, settings: SelectionSettings, plan: AuditPlan, on_progress: OnProgress | None = None
) -> Audit:
    """Judge the recipe of one arm's signature.

    Parameters
    ----------
    settings : how features are chosen
    plan : how much is done
    on_progress : called with the share done, 0–1, and what was done

    Raises
    ------
    CohortError, FitError
        Nothing can be learnt from the cohort as it is.
    """
    own = replace(cohort, features={arm: cohort.features[arm]})
    return audit_learner(own, SignatureLearner(arm, settings), plan, on_progress)


def audit_learner(cohort: Cohort, learner: Learner, plan: AuditPlan, on_progress: OnProgress | None = None) -> Audit:
    """Judge any recipe, see `audit_signature`; the leaking order of steps looks at the first arm of the cohort."""
    task, runs = Task(cohort, learner, plan), plan.runs(has_validation=len(cohort.validation) > 0)
    found: dict[Run, Any] = {}
    done, total = 0, sum(map(plan.learnings, runs))
    for run, result in results_of(task.perform, runs, plan.workers):
        found[run] = result
        done += plan.learnings(run)
        if on_progress is not None:
            on_progress(done / total, run[0])
    return _gather(task, {run: found[run] for run in runs})


def _gather(task: Task, found: Mapping[Run, Any]) -> Audit:
    def of(kind: Kind) -> list[Any]:
        return [result for run, result in found.items() if run[0] == kind]

    training, repeats = task.cohort.training, of("nested")
    nested = gather_repeats(training, repeats)
    observed = folded_auc(training, repeats[0]["score"], repeats[0]["fold"].to_numpy()).auc
    own, compatible = of("own"), of("compatible")
    return Audit(
        plan=task.plan,
        nested=nested,
        optimism=correct_optimism(of("apparent")[0], of("boot")),
        null=compare_with_null(observed, of("null")),
        seeds=SeedSensitivity(np.array(of("split"), dtype=np.float64), task.plan.share, own[0] if own else None),
        compatible=CompatibleResult(compatible[0], np.array(of("shuffled"), dtype=np.float64), nested.auc)
        if compatible
        else None,
        sample=judge_sample(task.cohort, sum(len(table.names) for table in task.cohort.features.values()), nested.auc),
    )
