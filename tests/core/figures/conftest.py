"""A small simulated cohort judged by two models, and the words for its figures."""

from dataclasses import replace

import numpy as np
import pytest

from core.evaluation.decision_curve import decision_curve
from core.evaluation.roc import roc_curve
from core.figures.labels import CurveLabels


@pytest.fixture(scope="session")
def labels() -> CurveLabels:
    words = {name: f"<{name}>" for name in CurveLabels.__dataclass_fields__ if name not in {"models", "description"}}
    return CurveLabels(models={"clinical": "Clinical model", "combined": "联合模型"}, **words)


@pytest.fixture(scope="session")
def described(labels):
    return replace(labels, description="In one sentence.")


@pytest.fixture(scope="session")
def cohort():
    """Outcome and risks of 60 simulated cases."""
    rng = np.random.default_rng(1)
    event = rng.permutation(np.arange(60) < 27)
    return event, {name: np.clip(0.3 * event + 0.65 * rng.random(60), 0, 1) for name in ("clinical", "combined")}


@pytest.fixture(scope="session")
def rocs(cohort):
    event, risks = cohort
    return {name: roc_curve(event, risk) for name, risk in risks.items()}


@pytest.fixture(scope="session")
def decisions(cohort):
    event, risks = cohort
    return {name: decision_curve(event, risk) for name, risk in risks.items()}
