"""A small simulated cohort with features, and what is learnt from it; made once, for tests of more than one room."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from core.prediction.model_recipe import ModelRecipe
from core.resampling.audit import audit_signature
from core.resampling.describe import describe_audit
from core.resampling.runs import AuditPlan
from core.signature.settings import SelectionSettings
from core.signature_study import Study, study_signature
from core.values import Cohort, FeatureTable, Term

N = 80
SETTINGS = SelectionSettings(folds=3, maximum=4)
TERMS = (Term("diameter_cm", unit="cm"), Term("enhancement", reference="typical", level="atypical"))
CLINICAL = ModelRecipe(TERMS)
NAMES = [
    f"{image}_{group}_F{n}"
    for image in ("original", "wavelet-LLH")
    for group in ("firstorder", "glcm", "glrlm")
    for n in range(3)
]


@cache
def small_cohort() -> Cohort:
    """Eighty patients, a quarter for validation; two of eighteen features know of the outcome."""
    rng, ids = np.random.default_rng(5), pd.Index([f"S-{n:02d}" for n in range(N)], name="case_id")
    event = pd.Series(rng.permutation(np.arange(N) % 2 == 0), index=ids)
    values = pd.DataFrame(rng.normal(size=(N, len(NAMES))), index=ids, columns=NAMES)
    values[NAMES[4]] += 1.2 * event
    values[NAMES[10]] -= 0.9 * event
    clinical = pd.DataFrame({"diameter_cm": rng.uniform(2, 12, N), "enhancement": "typical"}, index=ids)
    clinical.loc[rng.random(N) < 0.3 + 0.3 * event, "enhancement"] = "atypical"
    training = pd.Series(np.arange(N) % 4 != 0, index=ids)
    table = FeatureTable(values, "params", {})
    return Cohort({"native": table}, event, "non-response", clinical, training, pd.Series(ids, index=ids))


@cache
def small_study() -> Study:
    """What is learnt from `small_cohort`."""
    return study_signature(small_cohort(), "native", SETTINGS, CLINICAL)


@cache
def small_audit() -> dict[str, Any]:
    """How far the recipe may be believed on `small_cohort`, the leaking order of steps beside it."""
    plan = AuditPlan(repeats=2, folds=3, permutations=9, seeds=4, boots=3, compatible=True, shuffles=3)
    return describe_audit(audit_signature(small_cohort(), "native", SETTINGS, plan))
