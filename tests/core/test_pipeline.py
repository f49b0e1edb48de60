"""One small simulated case walks the whole path."""

from dataclasses import replace

import pytest

from core.demo.phantom import demo_case, demo_table
from core.errors import Cancelled, CardError, CohortError, ImageContent
from core.features.params import read_params
from core.pipeline import measure_arm, measure_case, predict_workup, read_network
from core.prediction_set import PredictionSet, read_prediction_set
from core.superres.network import DEFAULT_NETWORK
from core.values import ARMS, Case, ReconstructionSettings, Volume
from core.values.images import corners
from core.workup import SHARES, Workup

SMALL = demo_table()["diameter_cm"].idxmin()


@pytest.fixture(scope="module")
def models() -> PredictionSet:
    return read_prediction_set()


@pytest.fixture(scope="module")
def seen() -> list[tuple[float, str]]:
    return []


@pytest.fixture(scope="module")
def workup(models: PredictionSet, seen: list[tuple[float, str]]) -> Workup:
    return predict_workup(demo_case(SMALL), models, lambda share, name: seen.append((share, name)))


def test_every_arm_is_measured_and_scored(workup: Workup) -> None:
    assert set(workup.features) == set(workup.rad_scores) == set(ARMS)
    assert {len(table.names) for table in workup.features.values()} == {1130}


def test_every_model_gives_a_risk_inside_its_interval(workup: Workup, models: PredictionSet) -> None:
    assert set(workup.predictions) == set(models.models)
    assert all(p.interval[0] < p.risk < p.interval[1] for p in workup.predictions.values())


def test_the_combined_model_speaks_for_the_case(workup: Workup) -> None:
    assert workup.headline.model == "combined"


def test_without_clinical_values_only_the_radiomic_models_speak(workup: Workup, models: PredictionSet) -> None:
    from core.pipeline import predict_models

    bare = replace(workup.case, clinical={})
    predictions = predict_models(bare, models, workup.rad_scores, workup.features)

    assert set(predictions) == set(ARMS)


def test_a_set_of_one_signature_predicts_by_it_alone(workup: Workup, models: PredictionSet) -> None:
    from core.pipeline import predict_models, score_arms

    own = {"signatures": {"native": models.signatures["native"]}, "models": {"native": models.models["native"]}}
    alone = replace(models, **own)
    scores = score_arms(alone, workup.features)

    assert scores == {"native": workup.rad_scores["native"]}
    assert predict_models(workup.case, alone, scores, workup.features)["native"] == workup.predictions["native"]


def test_a_case_of_the_cohort_lies_inside_the_trained_spacing(workup: Workup) -> None:
    assert not any("spacing" in reason for reason in workup.headline.applicability.reasons)


def test_another_spacing_is_said(workup: Workup, models: PredictionSet) -> None:
    from core.pipeline import predict_models
    from core.values import Mask, Volume

    affine = workup.case.volume.affine * [[0.5], [0.5], [0.5], [1.0]]
    other = Case("x", Volume(workup.case.volume.data, affine), Mask(workup.case.mask.data, affine))
    reasons = predict_models(other, models, workup.rad_scores, workup.features)["native"].applicability.reasons

    assert sum("voxel spacing" in reason for reason in reasons) == 3


def test_both_finer_volumes_and_the_mask_share_one_grid(workup: Workup) -> None:
    assert abs(corners(workup.interpolated) - corners(workup.super_resolved)).max() < 1e-6
    assert workup.fine_mask.volume_ml == pytest.approx(workup.case.mask.volume_ml)


def test_progress_rises_through_all_steps_to_one(workup: Workup, seen: list[tuple[float, str]]) -> None:
    shares = [share for share, _ in seen]

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [step.name for step in workup.steps] == list(SHARES)


@pytest.mark.parametrize("arm", ARMS)
def test_one_arm_alone_has_the_values_it_has_beside_the_others(workup: Workup, arm: str) -> None:
    alone = measure_arm(workup.case, arm, read_params())

    assert alone.values.equals(workup.features[arm].values)


def test_a_workup_says_how_it_was_super_resolved(workup: Workup, models: PredictionSet) -> None:
    assert workup.network == models.network
    assert workup.acquisition == "3D"
    assert workup.reconstruction["weights_sha256"] == read_network(models.network).weights_digest


def test_what_was_added_lies_on_the_grid_of_the_super_resolved_volume(workup: Workup) -> None:
    assert workup.added.shape == workup.super_resolved.shape
    assert (workup.added.affine == workup.super_resolved.affine).all()


def test_thick_slices_are_said_because_the_models_learnt_from_others(workup: Workup, models: PredictionSet) -> None:
    thick = predict_workup(workup.case, models, settings=ReconstructionSettings("2D"))

    assert thick.acquisition == "2D"
    assert thick.notes == ("made with acquisition 2D, while the models learnt from 3D",)
    assert thick.super_resolved != workup.super_resolved


def test_a_corrected_bias_field_is_in_every_arm_and_is_said(workup: Workup, models: PredictionSet) -> None:
    corrected = predict_workup(workup.case, models, settings=ReconstructionSettings(bias_correction=True))

    assert corrected.notes == ("made with bias correction on, while the models learnt from off",)
    assert corrected.reconstruction["bias_correction"] == "N4"
    assert corrected.steps[1].name == "bias-field"
    for arm in ARMS:
        assert not corrected.features[arm].values.equals(workup.features[arm].values)


def test_one_arm_alone_is_corrected_as_beside_the_others(workup: Workup, models: PredictionSet) -> None:
    settings = ReconstructionSettings(bias_correction=True)

    alone = measure_arm(workup.case, "native", read_params(), settings)

    assert alone.values.equals(predict_workup(workup.case, models, settings=settings).features["native"].values)


def test_what_the_engine_did_not_measure_is_said_once(workup: Workup, models, monkeypatch) -> None:
    noted = replace(workup.features["native"], note="measured by pyradiomics")
    monkeypatch.setattr("core.arms.extract_features", lambda *_given: noted)

    assert predict_workup(workup.case, models).notes == ("measured by pyradiomics",)


def test_a_perceptual_share_needs_the_perceptual_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.pipeline.PERCEPTUAL_NETWORK", "sr-missing")

    with pytest.raises(CardError, match="sr-missing is not there"):
        read_network(DEFAULT_NETWORK, 0.123)


def test_a_network_is_read_once(models: PredictionSet) -> None:
    assert read_network(models.network) is read_network(models.network)


def test_a_prediction_ends_at_the_step_it_is_cancelled_in(workup: Workup, models: PredictionSet) -> None:
    seen: list[str] = []

    def stop(_share: float, name: str) -> None:
        seen.append(name)
        if name == "interpolate":
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        predict_workup(workup.case, models, stop)
    assert seen[-1] == "interpolate"


def test_a_region_that_cannot_be_measured_is_refused_before_anything_is_computed(
    workup: Workup, models: PredictionSet
) -> None:
    flat = replace(workup.case, volume=Volume(0 * workup.case.volume.data, workup.case.volume.affine))
    seen: list[str] = []

    with pytest.raises(ImageContent, match="at least two grey levels"):
        predict_workup(flat, models, lambda _, name: seen.append(name))
    assert set(seen) == {"check"}


def test_an_unknown_arm_is_refused(workup: Workup) -> None:
    with pytest.raises(CohortError, match="an arm is one of native, interpolated, super-resolved, but raw"):
        measure_arm(workup.case, "raw", read_params())


def test_measuring_twice_gives_the_same_numbers(workup: Workup, models: PredictionSet) -> None:
    again = measure_case(workup.case, read_network(models.network), read_params())

    assert all(again.features[arm].values.equals(workup.features[arm].values) for arm in ARMS)
