"""An audit judges the same recipe in every way at once."""

import numpy as np
import pytest

from core.resampling.audit import Audit, audit_learner, audit_signature
from core.resampling.describe import describe_audit
from core.resampling.nested import nested_cross_validation
from core.resampling.runs import AuditPlan
from core.signature.settings import SelectionSettings

PLAN = AuditPlan(repeats=2, folds=3, permutations=6, seeds=4, boots=5, compatible=True, shuffles=3)
SETTINGS = SelectionSettings(folds=3, maximum=5)


@pytest.fixture(scope="module")
def audit(make_cohort, learner) -> Audit:
    return audit_learner(make_cohort(effect=1.5, training=0.8), learner, PLAN)


def test_each_part_is_as_large_as_planned(audit: Audit) -> None:
    assert len(audit.nested.aucs) == 2
    assert (len(audit.null.null), len(audit.seeds.aucs), audit.optimism.samples) == (6, 4, 5)
    assert len(audit.compatible.shuffled) == 3


def test_the_nested_auc_is_that_of_nested_cross_validation(audit: Audit, make_cohort, learner) -> None:
    alone = nested_cross_validation(make_cohort(effect=1.5, training=0.8), learner, 2, 3, PLAN.seed)

    assert audit.nested.aucs == alone.aucs


def test_the_null_is_compared_with_its_own_kind(audit: Audit) -> None:
    assert audit.null.observed == audit.nested.aucs[0]


def test_the_leaking_auc_stands_beside_the_nested_one(audit: Audit) -> None:
    assert audit.compatible.nested == audit.nested.auc


def test_progress_ends_at_one(make_cohort, learner) -> None:
    told: list[float] = []
    audit_learner(make_cohort(), learner, PLAN, lambda share, _kind: told.append(share))

    assert told == sorted(told)
    assert told[-1] == 1


def test_processes_find_what_one_finds(make_cohort) -> None:
    cohort, few = make_cohort(effect=1.5), AuditPlan(repeats=1, folds=2, permutations=1, seeds=1, boots=1)
    one = audit_signature(cohort, "native", SETTINGS, few)
    two = audit_signature(cohort, "native", SETTINGS, AuditPlan(**vars(few) | {"workers": 2}))

    assert describe_audit(one) == describe_audit(two)
    assert np.isfinite(one.nested.auc)
