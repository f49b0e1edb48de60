"""What an audit says in JSON."""

import json

import pytest

from core.resampling.audit import audit_learner
from core.resampling.describe import describe_audit
from core.resampling.runs import AuditPlan


@pytest.fixture(scope="module")
def described(make_cohort, learner):
    plan = AuditPlan(repeats=1, folds=3, permutations=3, seeds=3, boots=3)
    return describe_audit(audit_learner(make_cohort(effect=1.5), learner, plan))


def test_it_is_json_without_a_constant_that_json_lacks(described) -> None:
    assert json.loads(json.dumps(described, allow_nan=False)) == described


def test_what_is_not_known_is_null(described) -> None:
    assert described["nested"]["spread"] is None
    assert described["seeds"]["own"] is None
    assert described["compatible"] is None


def test_no_patient_is_named(described) -> None:
    assert "case 0" not in json.dumps(described)


def test_each_part_says_what_it_means(described) -> None:
    assert set(described["meaning"]) == {"nested", "optimism", "null", "seeds", "compatible", "sample"}
