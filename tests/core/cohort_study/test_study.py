"""A study writes all it found, and takes up where it stopped."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from core.cohort_study.asked import Study
from core.cohort_study.study import perform_study
from core.cohort_study.tables import Columns, read_feature_sheets, read_intake
from core.intake.sheet import read_sheet
from core.prediction_set import read_prediction_set


@pytest.fixture(scope="module")
def study(tables, settings, plan) -> Study:
    columns = Columns("no", "non-response", clinical=("age",))
    intake = read_intake(read_sheet(tables[0]), read_feature_sheets([str(tables[1])]), columns)
    return Study(intake, settings, plan)


@pytest.fixture(scope="module")
def folder(study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    perform_study(study, folder, lambda _share, _label: None)
    return folder


@pytest.fixture(scope="module")
def content(folder: Path):
    return json.loads((folder / "cohort.json").read_text(encoding="utf-8"))


def test_every_model_is_judged(content) -> None:
    judged = {(row["split"], row["score"]) for row in content["evaluation"]["performance"]}

    assert judged == {(split, m) for split in ("training", "validation") for m in ("clinical", "native", "combined")}
    assert set(content["nested_models"]) == {"clinical", "combined"}


def test_the_signature_is_audited(content) -> None:
    assert content["audits"]["native"]["nested"]["auc"] > 0.5
    assert len(content["audits"]["native"]["null"]["aucs"]) == 3


def test_signatures_and_models_make_a_prediction_set_for_tables(folder: Path) -> None:
    made = read_prediction_set(folder / "model")

    assert set(made.models) == {"clinical", "native", "combined"}
    assert not made.for_images


def test_the_formula_holds_every_feature(folder: Path, content) -> None:
    rows = pd.read_csv(folder / "formula-native.csv")

    assert list(rows["feature"]) == ["(intercept)", *content["selections"]["native"]["features"]]


def test_odds_ratios_say_which_event_they_are_of(folder: Path) -> None:
    rows = pd.read_csv(folder / "odds-ratios.csv")

    assert set(rows["event"]) == {"non-response"}
    assert {"profile_low", "profile_high", "unit", "level", "reference"} <= set(rows)


def test_a_study_done_is_not_done_again(study, folder: Path) -> None:
    again = perform_study(study, folder, lambda _share, _label: None)

    assert again["resumed"] == ["models", "performance", "nested models", "audit native"]


def test_another_plan_leaves_the_models_as_they_are(study, folder: Path, tmp_path: Path) -> None:
    for file in folder.rglob("*"):
        target = tmp_path / file.relative_to(folder)
        target.mkdir() if file.is_dir() else target.write_bytes(file.read_bytes())
    more = replace(study, plan=replace(study.plan, permutations=4))

    assert perform_study(more, tmp_path, lambda _share, _label: None)["resumed"] == study_stages()


def study_stages() -> list[str]:
    return ["models", "performance", "nested models"]
