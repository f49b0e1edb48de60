import pytest

from core.values import Applicability, Prediction
from core.workup import HEADLINES, SHARES, Step, Timeline, Workup


def make_workup(*models: str) -> Workup:
    seen = {m: Prediction("c", m, "non-response", 0.4, (0.3, 0.5), 0.35, Applicability()) for m in models}
    steps = (Step("check", 0.5), Step("score", 0.25))
    made = {"network": "net", "device": "cpu", "acquisition": "2D"}
    return Workup(None, None, None, None, None, {}, {}, seen, (), steps, made, "set", "patients", True)  # type: ignore[arg-type]


def test_the_combined_model_speaks_first() -> None:
    assert make_workup("native", "super-resolved", "combined").headline.model == HEADLINES[0] == "combined"


def test_without_it_the_super_resolved_one_does() -> None:
    assert make_workup("native", "super-resolved").headline.model == "super-resolved"


def test_its_seconds_are_those_of_its_steps() -> None:
    assert make_workup("combined").seconds == pytest.approx(0.75)


def test_it_says_how_it_was_super_resolved() -> None:
    workup = make_workup("combined")

    assert (workup.network, workup.device, workup.acquisition) == ("net", "cpu", "2D")


def test_the_shares_of_the_steps_add_up_to_the_whole() -> None:
    assert sum(SHARES.values()) == pytest.approx(1.0)


def test_a_timeline_reports_where_it_is_and_keeps_what_is_done() -> None:
    seen: list[tuple[float, str]] = []
    timeline = Timeline(lambda share, name: seen.append((share, name)))
    with timeline.step("check"):
        pass
    with timeline.step("super-resolve") as progress:
        progress(0.5, "tile 1/2")

    assert seen == [(0.0, "check"), (0.02, "super-resolve"), (pytest.approx(0.35), "super-resolve")]
    assert [step.name for step in timeline.steps] == ["check", "super-resolve"]


def test_a_step_that_is_ended_is_not_done() -> None:
    timeline = Timeline()

    with pytest.raises(RuntimeError), timeline.step("check"):
        raise RuntimeError

    assert timeline.steps == []
