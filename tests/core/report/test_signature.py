"""The files of a signature give the same score as the signature, and each says that it is for research only."""

import json
from io import StringIO

import numpy as np
import pandas as pd
import pytest

from core.disclaimer import RESEARCH_ONLY
from core.report.signature import audit_json, formula_csv, formula_text, scores_csv, selection_json
from core.signature.score import rad_score
from tests.studies import small_cohort, small_study


def test_the_formula_file_gives_the_rad_score() -> None:
    signature, features = small_study().chosen.signature, small_cohort().features["native"]

    table = pd.read_csv(StringIO(formula_csv(signature)), comment="#", index_col="feature")

    weights = table.drop(index="intercept")
    parts = (features.values[weights.index] - weights["mean"]) / weights["sd"] * weights["coefficient"]
    scores = parts.sum(axis=1) + table.loc["intercept", "coefficient"]
    assert scores.to_numpy() == pytest.approx(rad_score(signature, features).to_numpy(), abs=1e-6)


def test_the_formula_can_be_copied_term_by_term() -> None:
    signature = small_study().chosen.signature

    lines = formula_text(signature).splitlines()

    assert lines[0].startswith("rad_score = ")
    assert [line.split("(")[1].split(" ")[0] for line in lines[1:]] == list(signature.names)


def test_the_selection_tells_every_step_and_setting() -> None:
    found = json.loads(selection_json(small_study().chosen.selection))

    assert [row["step"] for row in found["funnel"]][-1] == "kept"
    assert found["settings"]["folds"] == 3
    assert {"mean", "standard_error", "n_features", "penalty"} <= set(found["deviance"][0])


def test_scores_say_of_which_split_they_are() -> None:
    table = pd.read_csv(StringIO(scores_csv(small_cohort(), small_study().scores)), comment="#")

    assert table["split"].value_counts().to_dict() == {"training": 60, "validation": 20}
    assert np.isfinite(table["rad_score"]).all()


def test_every_file_is_for_research_only() -> None:
    study = small_study()
    texts = [formula_csv(study.chosen.signature), selection_json(study.chosen.selection)]
    texts += [scores_csv(small_cohort(), study.scores), audit_json({}, "native")]

    assert all(RESEARCH_ONLY in text for text in texts)
