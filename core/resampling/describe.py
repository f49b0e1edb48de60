"""An audit in plain numbers, for JSON: what was done, what was found, and what each number means."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from core.resampling.audit import Audit
from core.resampling.compatible import CompatibleResult
from core.resampling.nested import NestedResult
from core.resampling.permutation import PermutationNull
from core.resampling.sample import SampleAdequacy
from core.resampling.seeds import SeedSensitivity

MEANING = {
    "nested": "mean over folds of the AUC on patients that no step had seen; training rows, repeated",
    "optimism": "Harrell's bootstrap and .632+; training rows, the whole recipe in each sample of patients",
    "null": "the first repeat's cross-validation with outcomes shuffled by patient; one-sided p",
    "seeds": "validation AUC of random splits of all cases, and of the cohort's own",
    "compatible": "a leaking order of steps, its AUC on shuffled outcomes, and the nested AUC of the recipe beside it",
    "sample": "training cases beside Riley's smallest sample for all features looked at, at the nested AUC",
}


def describe_audit(audit: Audit) -> dict[str, Any]:
    """The audit as JSON holds it: no patient's score, None for what is not known."""
    found = {
        "plan": {name: value for name, value in asdict(audit.plan).items() if name != "workers"},
        "nested": describe_nested(audit.nested),
        "optimism": asdict(audit.optimism),
        "null": _null(audit.null),
        "seeds": _seeds(audit.seeds),
        "compatible": _compatible(audit.compatible) if audit.compatible else None,
        "sample": _sample(audit.sample),
        "meaning": MEANING,
    }
    plain: dict[str, Any] = _known(found)
    return plain


def describe_nested(found: NestedResult) -> dict[str, Any]:
    """A nested cross-validation as JSON holds it, without scores."""
    names = ("auc", "ci_low", "ci_high", "interval_method", "spread", "aucs")
    plain: dict[str, Any] = _known({name: getattr(found, name) for name in names} | {"n": len(found.scores)})
    return plain


def _null(found: PermutationNull) -> dict[str, Any]:
    summary = {"observed": found.observed, "p_value": found.p_value, "failed": found.failed}
    return summary | {"aucs": found.null} | _quartiles(found.null)


def _seeds(found: SeedSensitivity) -> dict[str, Any]:
    summary = {"own": found.own, "rank": found.rank, "share": found.share, "failed": found.failed}
    return summary | {"aucs": found.aucs} | _quartiles(found.aucs)


def _compatible(found: CompatibleResult) -> dict[str, Any]:
    return asdict(found.aucs) | {
        "shuffled_median": found.shuffled_median,
        "shuffled": found.shuffled,
        "nested": found.nested,
    }


def _sample(found: SampleAdequacy) -> dict[str, Any]:
    return asdict(found) | {"needed_patients": found.needed.patients if found.needed else None}


def _quartiles(aucs: npt.NDArray[np.float64]) -> dict[str, float]:
    known = aucs[~np.isnan(aucs)]
    if not len(known):
        return {}
    low, lower, median, upper, high = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
    return {"lowest": low, "lower_quartile": lower, "median": median, "upper_quartile": upper, "highest": high}


def _known(value: Any) -> Any:
    """Plain Python, with None in the place of NaN."""
    if isinstance(value, Mapping):
        return {name: _known(item) for name, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_known(item) for item in value]
    if isinstance(value, np.generic):
        return _known(value.item())
    return None if isinstance(value, float) and math.isnan(value) else value
