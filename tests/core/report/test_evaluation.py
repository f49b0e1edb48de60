import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.evaluation.delong import delong_test
from core.report.evaluation import build_decision_curves, build_performance, write_evaluation
from core.scores import ScoredCases


@pytest.fixture
def cases() -> ScoredCases:
    rng = np.random.default_rng(2)
    index = pd.Index([f"c{n}" for n in range(60)], name="case_id")
    outcome = pd.Series(rng.random(60) < 0.4, index=index)
    scores = pd.DataFrame({"risk": 0.6 * rng.random(60) + 0.4 * outcome, "logit": rng.normal(size=60) + outcome})
    return ScoredCases(outcome, scores.set_axis(index), pd.Series(np.arange(60) < 40, index=index), pd.DataFrame())


def test_every_number_has_its_interval_and_its_denominator(cases: ScoredCases) -> None:
    table = build_performance(cases)

    assert table.groupby("split")["n"].first().to_dict() == {"training": 40, "validation": 20}
    assert (table["ci_low"] < table["auc"]).all()
    assert (table["auc"] < table["ci_high"]).all()


def test_only_probabilities_have_a_decision_curve(cases: ScoredCases) -> None:
    assert set(build_decision_curves(cases)["score"]) == {"risk"}


def test_the_files_hold_what_is_returned(cases: ScoredCases, tmp_path: Path) -> None:
    content = write_evaluation(cases, "yes", tmp_path)

    assert json.loads((tmp_path / "evaluation.json").read_text()) == content
    assert pd.read_csv(tmp_path / "performance.csv")["notice"].str.contains("Research use only").all()
    assert not list(tmp_path.glob("*.part"))


def test_the_comparison_is_the_paired_test(cases: ScoredCases, tmp_path: Path) -> None:
    rows = ~cases.is_training
    test = delong_test(cases.outcome[rows], cases.scores.loc[rows, "risk"], cases.scores.loc[rows, "logit"])
    written = next(r for r in write_evaluation(cases, "yes", tmp_path)["comparisons"] if r["split"] == "validation")

    assert written["p_value"] == pytest.approx(test.p_value)
