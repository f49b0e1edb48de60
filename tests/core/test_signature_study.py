"""A study chooses on training rows, scores without leak, fits three models, and carries a cut on the score's scale."""

import math
from dataclasses import replace

import pytest

from core.prediction.logistic import predict_risk
from core.prediction.model_recipe import ModelRecipe
from core.prediction_set import read_prediction_set
from core.signature.score import rad_score
from core.signature_study import STEPS, save_study, study_signature
from tests.studies import CLINICAL, SETTINGS, small_cohort, small_study


def test_a_study_holds_the_clinical_the_radiomic_and_the_combined_model() -> None:
    models = small_study().models

    assert {name: len(one.odds) for name, one in models.items()} == {"clinical": 2, "native": 1, "combined": 3}
    assert {"profile_low", "profile_high"} <= set(models["native"].odds)


def test_validation_rows_are_scored_by_the_signature_shown() -> None:
    study, held = small_study(), small_cohort().validation

    scores = rad_score(study.chosen.signature, held.features["native"])

    assert study.scores[held.outcome.index].to_numpy() == pytest.approx(scores.to_numpy())


def test_the_cut_is_where_the_risk_is_the_threshold() -> None:
    study = small_study()
    model = study.models["native"].model

    table = small_cohort().clinical.iloc[:1].assign(rad_score=study.cut)

    assert predict_risk(model, table)["risk"].iloc[0] == pytest.approx(model.threshold)


def test_without_clinical_terms_there_is_the_radiomic_model_alone() -> None:
    assert list(study_signature(small_cohort(), "native", SETTINGS, ModelRecipe(())).models) == ["native"]


def test_a_model_leaves_out_training_cases_without_its_values() -> None:
    cohort = small_cohort()
    clinical = cohort.clinical.copy()
    clinical.loc[cohort.training.outcome.index[:3], "diameter_cm"] = math.nan

    models = study_signature(replace(cohort, clinical=clinical), "native", SETTINGS, CLINICAL).models

    assert {name: one.left_out for name, one in models.items()} == {"clinical": 3, "native": 0, "combined": 3}


def test_gaps_are_filled_where_that_is_asked() -> None:
    cohort = small_cohort()
    clinical = cohort.clinical.copy()
    clinical.loc[cohort.training.outcome.index[:3], "diameter_cm"] = math.nan

    filled = replace(CLINICAL, gaps="indicator")
    models = study_signature(replace(cohort, clinical=clinical), "native", SETTINGS, filled).models

    assert models["combined"].left_out == 0
    assert "diameter_cm_missing" in models["combined"].odds["term"].tolist()


def test_each_variable_is_shown_alone_too() -> None:
    assert small_study().alone["term"].tolist() == ["diameter_cm", "enhancement", "rad_score"]


def test_progress_never_goes_back() -> None:
    seen: list[tuple[float, str]] = []

    study_signature(small_cohort(), "native", SETTINGS, ModelRecipe(()), lambda share, step: seen.append((share, step)))

    assert list(dict.fromkeys(step for _, step in seen)) == list(STEPS)
    assert [share for share, _ in seen] == sorted(share for share, _ in seen)


def test_a_saved_study_reads_back_as_a_prediction_set_for_tables(tmp_path) -> None:
    study = small_study()

    save_study(tmp_path / "ours", small_cohort(), study, simulated=True)

    found = read_prediction_set(tmp_path / "ours")
    assert found.signatures["native"] == study.chosen.signature
    assert (found.for_images, found.simulated) == (False, True)
    assert sorted(found.models) == ["clinical", "combined", "native"]
