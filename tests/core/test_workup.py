import pytest

from core.values import Applicability, Prediction
from core.workup import HEADLINES, Step, Workup


def make_workup(*models: str) -> Workup:
    seen = {m: Prediction("c", m, "non-response", 0.4, (0.3, 0.5), 0.35, Applicability()) for m in models}
    steps = (Step("check", 0.5), Step("score", 0.25))
    return Workup(None, None, None, None, {}, {}, seen, (), steps, "cpu", "net", "set", "patients", True)  # type: ignore[arg-type]


def test_the_combined_model_speaks_first() -> None:
    assert make_workup("native", "super-resolved", "combined").headline.model == HEADLINES[0] == "combined"


def test_without_it_the_super_resolved_one_does() -> None:
    assert make_workup("native", "super-resolved").headline.model == "super-resolved"


def test_its_seconds_are_those_of_its_steps() -> None:
    assert make_workup("combined").seconds == pytest.approx(0.75)
