"""Pages are opened through app.py, on a small cohort made here and an engine that computes nothing."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.features.check import Comparison
from core.features.params import ExtractionParams
from core.imaging.checks import check_case
from core.imaging.geometry import crop_mask, crop_volume, refine_mask, region_around, upsample_cubic
from core.jobs.engine import JobStatus
from core.prediction_set import DEFAULT_SET
from core.review import MODELS, ReviewedCohort
from core.values import (
    ARMS,
    Applicability,
    Case,
    Cohort,
    FeatureTable,
    LogisticModel,
    Mask,
    Prediction,
    ReconstructionSettings,
    Signature,
    Term,
    Volume,
)
from core.workup import Step, Workup
from pages.case import asked, job, moves, result, verdict
from pages.shared import evidence
from pages.shared.viewer import component
from pages.signature import subject
from pages.superres import exclusion
from tests.pages.learning import StillLearning

APP = Path(__file__).parents[2] / "app.py"
N = 40

OpenPage = Callable[..., AppTest]

DIAMETER = Term("diameter_cm", "cm", low=2.0, high=15.0, mean=7.0)
ENHANCEMENT = Term("enhancement", reference="typical", level="atypical", low=0.0, high=1.0, mean=0.3)
SCORE = Term("rad_score", low=-2.0, high=2.0, mean=0.0)
TERMS = {"clinical": (DIAMETER, ENHANCEMENT), "combined": (DIAMETER, ENHANCEMENT, SCORE)} | dict.fromkeys(
    ARMS, (SCORE,)
)

NAMES = ("original_firstorder_Energy", "original_glcm_Contrast")
SIGNATURE = Signature(
    "super-resolved",
    NAMES,
    (0.4, -0.2),
    0.0,
    center=(0.0, 0.4),
    scale=(1.0, 2.0),
    low=(0, 0),
    high=(3, 3),
    params_digest="p",
)


def model(name: str) -> LogisticModel:
    size = 1 + len(TERMS[name])
    return LogisticModel(name, TERMS[name], np.full(size, 0.4), 0.05 * np.eye(size), 0.4, "non-response", 30, 13)


@pytest.fixture(scope="session")
def reviewed() -> ReviewedCohort:
    """Forty patients, ten of them for validation, five models that know a little of the outcome."""
    rng, ids = np.random.default_rng(0), pd.Index([f"DEMO-{n:03d}" for n in range(1, N + 1)], name="case_id")
    event = pd.Series(np.arange(N) % 2 == 0, index=ids)
    risks = pd.DataFrame({name: rng.beta(2, 2, N) for name in TERMS}, index=ids)
    risks = (0.6 * risks).add(0.35 * event, axis=0)
    clinical = pd.DataFrame({"diameter_cm": 5.0, "enhancement": "typical", "mrecist": "SD"}, index=ids)
    clinical = clinical.assign(afp_ng_ml=20.0, age_years=60)
    training = pd.Series(np.arange(N) < 30, index=ids)
    cohort = Cohort({}, event, "non-response", clinical, training, pd.Series(ids, index=ids))
    return ReviewedCohort(cohort, risks[list(MODELS)], simulated=True)


@pytest.fixture(scope="session")
def case() -> Case:
    """A ball of 6 mm radius in noise, 2 × 2 × 3 mm voxels."""
    affine = np.diag([2.0, 2.0, 3.0, 1.0])
    i, j, k = np.indices((24, 24, 12))
    ball = (2 * (i - 12)) ** 2 + (2 * (j - 12)) ** 2 + (3 * (k - 6)) ** 2 < 36
    grey = np.random.default_rng(1).normal(100, 10, ball.shape) + 40 * ball
    return Case("case-abc123", Volume(grey, affine), Mask(ball, affine), {"diameter_cm": 5.0, "enhancement": "typical"})


@pytest.fixture(scope="session")
def workup(case: Case) -> Workup:
    """What a worker would return for the case; the risk is above the threshold and inside the training range."""
    box = region_around(case.mask)
    fine, mask = upsample_cubic(crop_volume(case.volume, box)), refine_mask(crop_mask(case.mask, box))
    table = FeatureTable(
        pd.DataFrame(dict(zip(NAMES, ([1.0], [2.0]), strict=True)), index=[case.case_id]),
        "p",
        {},
    )
    return Workup(
        case=case,
        super_resolved=fine,
        added=Volume(np.zeros(fine.shape), fine.affine),
        interpolated=fine,
        fine_mask=mask,
        features=dict.fromkeys(ARMS, table),
        rad_scores=dict.fromkeys(ARMS, 0.5),
        predictions={name: prediction(name) for name in TERMS},
        checks=check_case(case),
        steps=(Step("check", 0.1), Step("super-resolve", 2.0)),
        reconstruction={"network": "network", "device": "cpu", "acquisition": "3D", "weights_sha256": "0" * 64},
        prediction_set=DEFAULT_SET.name,
        learnt_from="97 simulated training patients",
        simulated_models=True,
    )


def prediction(name: str) -> Prediction:
    values = {"diameter_cm": 5.0, "enhancement": "typical", "rad_score": 0.5}
    return Prediction(
        case_id="case-abc123",
        model=name,
        event_name="non-response",
        risk=0.7,
        interval=(0.55, 0.82),
        threshold=0.4,
        applicability=Applicability(),
        contributions={term.name: 0.1 for term in TERMS[name]},
        values={term.name: values[term.name] for term in TERMS[name]},
    )


def wide_intervals(review: ReviewedCohort) -> dict[str, pd.DataFrame]:
    """From 10 to 90 per cent for every validation patient."""
    ids = review.cohort.validation.outcome.index
    return {name: pd.DataFrame({"low": 0.1, "high": 0.9}, index=ids) for name in review.models}


class StillEngine:
    """An engine whose one job stands where the test put it."""

    def __init__(self) -> None:
        self.submitted: list[Case] = []
        self.folders: list[Path] = []
        self.simulated: list[bool] = []
        self.settings: list[ReconstructionSettings] = []
        self.cancelled: list[str] = []
        self.stands = JobStatus("running", 0.4, "native", 0, 3.0)
        self.workup: Workup | None = None
        self.check_stands = JobStatus("running", 0.34, "interpolated", 0, 5.0)
        self.comparisons: dict[str, Comparison] = {}

    def submit(self, case: Case, folder: Path, settings: ReconstructionSettings, simulated: bool = False) -> str:
        self.folders.append(folder)
        self.simulated.append(simulated)
        self.submitted.append(case)
        self.settings.append(settings)
        return "job1"

    def cancel(self, job_id: str) -> None:
        self.cancelled.append(job_id)

    def submit_check(self, _workup: Workup, _params: ExtractionParams) -> str:
        return "check1"

    def knows(self, _job_id: str) -> bool:
        return True

    def status(self, job_id: str) -> JobStatus:
        return self.check_stands if job_id == "check1" else self.stands

    def result(self, job_id: str) -> Workup | dict[str, Comparison] | None:
        return self.comparisons if job_id == "check1" else self.workup

    def finish(self, workup: Workup) -> None:
        self.workup, self.stands = workup, JobStatus("done", 1.0, "done", 0, 9.0)


@pytest.fixture
def still_engine(monkeypatch: pytest.MonkeyPatch) -> StillEngine:
    engine = StillEngine()
    monkeypatch.setattr(job, "engine", lambda: engine)
    return engine


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, reviewed: ReviewedCohort, still_engine: StillEngine) -> OpenPage:
    """Open a page by its folder's name through app.py, with query parameters; the server draws what a viewer would."""
    monkeypatch.setattr(component, "BUNDLE", Path("not-set-up"))
    made = SimpleNamespace(
        card=SimpleNamespace(version="test-1", extra={}),
        extraction="extraction-2026.11",
        network="sr",
        models={name: model(name) for name in TERMS},
        signatures={"super-resolved": SIGNATURE},
        simulated=True,
        arm_of=lambda of: {"clinical": None, "combined": "super-resolved"}.get(of.name, of.name),
    )
    monkeypatch.setattr(evidence, "read_demo", lambda: reviewed)
    monkeypatch.setattr(evidence, "read_demo_intervals", lambda: wide_intervals(reviewed))
    for module in (evidence, asked, moves, verdict, result, subject):
        monkeypatch.setattr(module, "prediction_set", lambda *_: made)

    def open_named(name: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(APP), default_timeout=30)
        for key, value in query.items():
            test.query_params[key] = value
        test.run()
        return test if name == "start" else test.switch_page(f"pages/{name}/view.py").run()

    return open_named


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> StillLearning:
    """Jobs that learn nothing, in place of the server's."""
    jobs = StillLearning()
    monkeypatch.setattr(exclusion, "learning_jobs", lambda: jobs)
    return jobs


@pytest.fixture
def shown() -> Callable[[AppTest], str]:
    """Everything the page says, in one text."""

    def read(test: AppTest) -> str:
        parts: list[Any] = [*test.get("html"), *test.error, *test.info]
        return " ".join(str(getattr(part, "value", "") or part.proto.body) for part in parts)

    return read
