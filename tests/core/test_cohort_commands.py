"""`cohort` as another program calls it."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.chaos.phantoms import write_cohort
from tests.core.headless import Done, call

QUICK = ("--nested", "1", "3", "--permutations", "2", "--seeds", "2", "--boots", "2")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, rng = tmp_path_factory.mktemp("cohort"), np.random.default_rng(5)
    event = rng.permutation(np.arange(90) % 5 < 2)
    features = pd.DataFrame(rng.normal(size=(90, 5)), columns=[f"original_firstorder_F{n}" for n in range(5)])
    features["original_firstorder_F1"] += 1.2 * event
    features.assign(patient_id=[f"{n:03d}" for n in range(90)], outcome=event.astype(int)).to_csv(
        folder / "cohort.csv", index=False
    )
    (folder / "settings.json").write_text(json.dumps({"folds": 3}))
    return folder / "cohort.csv"


def study(table: Path, *words: object) -> Done:
    settings = table.with_name("settings.json")
    return call("cohort", "--table", table, "--settings", settings, "--out", table.with_name("out"), *QUICK, *words)


def test_one_table_gives_models_and_their_audit_and_a_second_call_finds_all_done(table: Path) -> None:
    first, second = (study(table, "--event", 1, "--json") for _ in range(2))
    content = json.loads(first.stdout)

    assert first.returncode == 0, first.stderr
    assert content["audits"]["native"]["nested"]["auc"] > 0.7
    assert "with seed 0: 72 cases for training" in first.stderr
    assert len(json.loads(second.stdout)["resumed"]) == 4


def test_bad_input_is_one_sentence_and_status_2(table: Path) -> None:
    done = study(table, "--event", "maybe")

    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "maybe" in done.stderr


@pytest.fixture
def of_images(tmp_path: Path) -> Path:
    table = write_cohort(tmp_path / "images", 24)
    rows = pd.read_csv(table, dtype=str).assign(outcome=[n % 2 for n in range(24)], patient_id=range(24))
    rows.to_csv(table, index=False)
    return table


def test_a_scheduler_that_does_not_answer_is_one_sentence_and_status_2(of_images: Path) -> None:
    done = call(
        "cohort", "--table", of_images, "--event", 1, "--out", of_images.parent / "out", "--scheduler", "nowhere"
    )

    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("a scheduler must answer at its address")
