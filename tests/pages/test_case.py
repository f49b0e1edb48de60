"""The single case: what goes in, the job, the result, and what is forgotten when something changes."""

import gzip
import json
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import nibabel
import numpy as np
import pytest

from core.jobs.engine import JobStatus
from core.values import Applicability, ReconstructionSettings
from pages.case import result, sets
from pages.case.downloads import prediction_json, volume_bytes

AFFINE = np.diag([2.0, 2.0, 3.0, 1.0])


def nifti(data, affine=AFFINE):
    return gzip.compress(nibabel.Nifti1Image(data, affine).to_bytes(), 1)


GREY = np.random.default_rng(0).normal(100, 10, (24, 24, 12)).astype(np.float32)
BALL = np.zeros(GREY.shape, np.uint8)
BALL[8:16, 8:16, 4:9] = 1
HOLES = GREY.copy()
HOLES[0, 0, 0] = np.nan
BAD = {
    "truncated volume": (nifti(GREY)[:2000], nifti(BALL)),
    "mask on another grid": (nifti(GREY), nifti(BALL[:, :, :10])),
    "empty mask": (nifti(GREY), nifti(0 * BALL)),
    "no image at all": (b"hello", nifti(BALL)),
    "NaN voxels": (nifti(HOLES), nifti(BALL)),
}


@pytest.fixture
def upload(open_page):
    """Open the page and put two files into its slots."""

    def put(volume, mask):
        page = open_page("case")
        page.file_uploader(key="volume_0").set_value(("volume.nii.gz", volume, "application/gzip"))
        page.file_uploader(key="mask_0").set_value(("mask.nii.gz", mask, "application/gzip"))
        return page.run()

    return put


@pytest.fixture
def finished(open_page, still_engine, workup):
    still_engine.finish(workup)
    return open_page("case", job="job1")


def test_empty_page_offers_upload_and_demo(open_page):
    page = open_page("case")

    assert len(page.file_uploader) == 2
    assert page.button(key="open_demo").label == "Open the demo case"


@pytest.mark.parametrize("name", BAD)
def test_bad_upload_is_one_red_sentence(upload, name):
    page = upload(*BAD[name])

    assert [len(page.error), len(page.exception)] == [1, 0]


SPIKED = GREY.copy()
SPIKED[10, 10, 6] = 1e6
TINY = np.zeros_like(BALL)
TINY[8:11, 8:12, 4:9] = 1
REFUSED = {
    "few voxels": (GREY, TINY, "at least 64 voxels to hold a texture, but it marks 60: delineate"),
    "two slices": (
        GREY,
        BALL * (np.arange(12) < 6),
        "at least 3 voxels along each axis, but it extends over 8 × 8 × 2",
    ),
    "flat": (np.where(BALL, 7, GREY), BALL, "The region must hold at least two grey levels"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_region_that_cannot_be_measured_is_refused_in_words(upload, shown, name):
    grey, mask, sentence = REFUSED[name]

    page = upload(nifti(grey.astype(np.float32)), nifti(mask.astype(np.uint8)))

    assert sentence in shown(page)
    assert page.button(key="predict").disabled


def test_checks_are_said_in_chinese(open_page, shown):
    text = shown(open_page("case", case="DEMO-049", language="zh"))

    assert "每组图像测量 1,130 个特征" in text
    assert "为组距，区域跨" in text


def test_an_outlier_that_stretches_the_scale_is_warned_of(upload, shown):
    page = upload(nifti(SPIKED), nifti(BALL))

    assert "look for outliers that stretch the scale" in shown(page)
    assert not page.button(key="predict").disabled


def test_the_number_of_features_is_known_before_the_run(upload, shown):
    assert "1,130 features in each arm" in shown(upload(nifti(GREY), nifti(BALL)))


def test_good_upload_is_checked_before_computing(upload, shown, still_engine):
    page = upload(nifti(GREY), nifti(BALL))

    assert "The mask marks 320 voxels" in shown(page)
    assert not still_engine.submitted


def test_mask_with_two_labels_asks_which(upload):
    two = BALL.copy()
    two[8:10] *= 2

    page = upload(nifti(GREY), nifti(two))

    assert page.selectbox(key="label").options == ["Label 1, 240 voxels", "Label 2, 80 voxels"]


def test_predict_puts_the_job_in_the_address(upload, still_engine):
    page = upload(nifti(GREY), nifti(BALL))

    page.button(key="predict").click().run()

    assert page.query_params["job"] == "job1"
    assert still_engine.submitted[0].mask.voxel_count == 320


def test_clinical_values_left_unknown_are_unknown_to_the_models(upload, still_engine):
    page = upload(nifti(GREY), nifti(BALL))

    page.button(key="predict").click().run()

    assert dict(still_engine.submitted[0].clinical) == {"diameter_cm": None, "enhancement": None}


def test_a_volume_is_taken_as_3d_unless_the_person_says_otherwise(upload, still_engine):
    page = upload(nifti(GREY), nifti(BALL))

    page.button(key="predict").click().run()

    assert still_engine.settings == [ReconstructionSettings("3D")]


def test_thick_slices_are_super_resolved_as_such(upload, still_engine):
    page = upload(nifti(GREY), nifti(BALL))

    page.segmented_control(key="acquisition_0").set_value("2D").run()
    page.button(key="predict").click().run()

    assert still_engine.settings == [ReconstructionSettings("2D")]


def test_the_bias_field_is_corrected_when_it_is_asked_for(upload, still_engine):
    page = upload(nifti(GREY), nifti(BALL))

    page.toggle(key="bias_0").set_value(True).run()
    page.button(key="predict").click().run()

    assert still_engine.settings == [ReconstructionSettings("3D", bias_correction=True)]


def test_the_choice_says_why_it_matters(upload, shown):
    page = upload(nifti(GREY), nifti(BALL))

    assert page.segmented_control(key="acquisition_0").options == ["3D gradient echo", "2D thick slices"]
    assert "what counts as measured" in shown(page)


def test_another_acquisition_forgets_the_prediction(upload):
    page = upload(nifti(GREY), nifti(BALL))
    page.button(key="predict").click().run()

    page.segmented_control(key="acquisition_0").set_value("2D").run()

    assert "job" not in page.query_params


def test_demo_case_is_predicted_with_one_click(open_page, still_engine):
    open_page("case").button(key="open_demo").click().run()

    assert [case.case_id for case in still_engine.submitted] == ["DEMO-008"]
    assert still_engine.simulated == [True]


def test_running_job_shows_its_steps(open_page, shown):
    text = shown(open_page("case", job="job1"))

    assert '<li class="now"><i></i><b>Features, native</b>' in text
    assert "Computing, 3 s so far" in text


def test_queued_job_says_how_many_are_before_it(open_page, shown, still_engine):
    still_engine.stands = JobStatus("queued", 0.0, "queued", 2, 1.0)

    assert "Queued: 2 before this one" in shown(open_page("case", job="job1"))


def test_failed_job_is_one_red_sentence(open_page, still_engine):
    still_engine.stands = JobStatus("failed", 1.0, "the worker process must live, but it stopped", 0, 1.0)

    page = open_page("case", job="job1")

    assert [len(page.error), len(page.exception)] == [1, 0]


def test_a_running_job_is_cancelled_and_its_case_stays(upload, still_engine):
    page = upload(nifti(GREY), nifti(BALL))
    page.button(key="predict").click().run()

    page.button(key="cancel").click().run()

    assert still_engine.cancelled == ["job1"]
    assert "job" not in page.query_params
    assert page.button(key="predict").label == "Predict"
    assert page.toast[0].value == "The prediction is cancelled; the case is still here."


def test_a_job_that_somebody_cancelled_is_one_red_sentence(open_page, still_engine):
    still_engine.stands = JobStatus("cancelled", 1.0, "it must run to its end, but it was cancelled", 0, 1.0)

    page = open_page("case", job="job1")

    assert [error.value for error in page.error] == ["**Cancelled.** It must run to its end, but it was cancelled."]
    assert not page.exception


def test_what_was_not_as_asked_for_is_said(open_page, still_engine, shown, workup):
    still_engine.finish(replace(workup, notes=("tiles of 64 voxels did not fit into the memory of cuda",)))

    text = shown(open_page("case", job="job1"))

    assert "Tiles of 64 voxels did not fit into the memory of cuda." in text
    assert "Super-resolution on CPU, measured as 3D gradient echo" in text


def test_result_shows_risk_with_interval(finished, shown):
    text = shown(finished)

    assert "<b>70%</b><span>95 % CI 55%–82%</span>" in text
    assert "Inside training range" in text


def test_points_stand_beside_what_each_of_them_compares(finished, shown) -> None:
    text = shown(finished)

    assert "Longest diameter of the largest lesion, baseline MRI. Compares: per 1 cm more" in text
    assert "higher odds of non-response" in text


def test_features_that_depend_on_the_number_of_voxels_are_marked(finished):
    rows = finished.dataframe[0].value

    assert rows.set_index("feature")["voxel_growth"].to_dict() == {"Energy": "∝\N{NO-BREAK SPACE}n", "Contrast": ""}


def test_result_in_chinese(open_page, still_engine, workup, shown):
    still_engine.finish(workup)

    page = open_page("case", job="job1", language="zh")

    assert not page.exception
    assert "预测的无应答风险" in shown(page)


def test_risk_outside_the_training_range_is_grey_with_its_reason(open_page, shown, still_engine, workup):
    outside = replace(workup.headline, applicability=Applicability(("diameter 40.0 cm lies outside",)))
    still_engine.finish(replace(workup, predictions={**workup.predictions, "combined": outside}))

    text = shown(open_page("case", job="job1"))

    assert 'class="risk outside"' in text
    assert "diameter 40.0 cm lies outside" in text


def test_change_of_a_clinical_value_forgets_the_prediction(finished):
    finished.number_input(key="diameter_upload").set_value(9.0).run()

    assert "job" not in finished.query_params


def test_new_case_starts_over(finished):
    finished.button(key="new_case").click().run()

    assert len(finished.file_uploader) == 2
    assert "job" not in finished.query_params


def test_job_is_found_again_after_a_look_elsewhere(upload):
    page = upload(nifti(GREY), nifti(BALL))
    page.button(key="predict").click().run()
    page.switch_page("pages/compare/view.py").run()

    page.switch_page("pages/case/view.py").run()

    assert page.query_params["job"] == "job1"


def test_super_resolved_file_says_what_it_is(workup):
    image = nibabel.Nifti1Image.from_stream(BytesIO(gzip.decompress(volume_bytes(workup))))

    assert image.shape == workup.super_resolved.shape
    assert b"synthesised detail may not exist" in image.header["descrip"].item()


def test_prediction_file_holds_every_model(workup):
    told = json.loads(prediction_json(workup, simulated=False))

    assert set(told["predictions"]) == set(workup.predictions)
    assert told["predictions"]["combined"]["risk"] == pytest.approx(0.7)
    assert told["models_learnt_from"]["simulated"]


def test_an_uploaded_case_says_that_its_models_learnt_from_simulated_patients(open_page, still_engine, shown, workup):
    still_engine.finish(workup)
    page = open_page("case", job="job1")

    assert "Models learnt from simulated patients" in shown(page)
    assert "simulated training patients" in shown(page)


def prediction_set_of(name):
    """The demonstration's set, and two of a team: one whose extraction is known, one that serves tables alone."""
    card = SimpleNamespace(data="60 training cases")
    return SimpleNamespace(for_images=name != "table", models={"native": None}, card=card)


@pytest.fixture
def saved(monkeypatch, tmp_path):
    monkeypatch.setattr(sets, "list_prediction_sets", lambda: [tmp_path / "ours", tmp_path / "table"])
    monkeypatch.setattr(sets, "prediction_set", prediction_set_of)


def test_without_saved_sets_no_choice_is_offered(open_page, monkeypatch):
    monkeypatch.setattr(sets, "list_prediction_sets", tuple)

    assert not [box for box in open_page("case").selectbox if box.key == sets.SET]


def test_saved_sets_are_offered_when_they_can_be_used_on_images(open_page, saved, shown):
    page = open_page("case")

    assert page.selectbox(key=sets.SET).options == ["Demonstration models (simulated)", "ours"]
    assert "For tables only, since their extraction is not known: table." in shown(page)


def test_a_case_is_judged_by_the_set_that_was_chosen(upload, saved, still_engine, shown):
    page = upload(nifti(GREY), nifti(BALL))
    page.selectbox(key=sets.SET).set_value("ours").run()
    assert "learnt from 60 training cases" in shown(page)

    page.button(key="predict").click().run()

    assert still_engine.folders[-1].name == "ours"


def test_a_model_that_the_set_does_not_hold_is_not_called_silent(open_page, still_engine, workup, shown, monkeypatch):
    spoken = {name: told for name, told in workup.predictions.items() if name != "clinical"}
    still_engine.finish(replace(workup, predictions=spoken))
    assert "Silent, because" in shown(open_page("case", job="job1"))

    monkeypatch.setattr(result, "prediction_set", lambda _name: SimpleNamespace(models=spoken))
    assert "Silent, because" not in shown(open_page("case", job="job1"))


def test_scores_are_those_of_the_set(open_page, still_engine, workup, shown):
    still_engine.finish(replace(workup, rad_scores={"native": 0.75}))

    text = shown(open_page("case", job="job1"))

    assert "+0.75" in text
    assert "+0.50" not in text
