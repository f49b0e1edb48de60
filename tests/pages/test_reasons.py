"""Why the answer is what it is: values against training, nearest patients, moves of the features, a mask put right."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from pages.case import asked
from tests.pages.conftest import model
from tests.pages.test_case import AFFINE, BALL, GREY, nifti

LONGER = np.pad(BALL, ((0, 0), (0, 0), (2, 2)))
"""The mask with two slices more on either side."""


def on(affine_z, data=LONGER):
    affine = AFFINE.copy()
    affine[2, 3] = affine_z
    return nifti(data.astype(np.uint8), affine)


@pytest.fixture
def finished(open_page, still_engine, workup):
    still_engine.finish(workup)
    return open_page("case", job="job1")


@pytest.fixture
def elsewhere(open_page):
    """Open the page, upload the volume and a mask of sixteen slices that begins at some height, mm."""

    def put(affine_z):
        page = open_page("case")
        page.file_uploader(key="volume_0").set_value(("volume.nii.gz", nifti(GREY), "application/gzip"))
        page.file_uploader(key="mask_0").set_value(("mask.nii.gz", on(affine_z), "application/gzip"))
        return page.run()

    return put


def test_every_value_is_told_with_its_range(finished, shown):
    text = shown(finished)

    assert "What would change the answer" in text
    assert '5.0</td><td class="number free">2.0 to 15.0</td><td class="number free">yes</td>' in text


def test_where_the_answer_turns_is_said_in_the_unit_of_the_variable(
    open_page, still_engine, workup, shown, monkeypatch
):
    strict = replace(model("combined"), threshold=0.9)
    made = SimpleNamespace(models={"combined": strict}, arm_of=lambda _: "super-resolved")
    monkeypatch.setattr(asked, "prediction_set", lambda _: made)
    still_engine.finish(workup)

    text = shown(open_page("case", job="job1"))

    assert "below 4.0: not flagged" in text
    assert "at no value in the training range" in text


def test_a_value_outside_training_is_said_in_its_row(open_page, still_engine, workup, shown):
    far = replace(workup.headline, values={**workup.headline.values, "diameter_cm": 30.0})
    still_engine.finish(replace(workup, predictions={**workup.predictions, "combined": far}))

    text = shown(open_page("case", job="job1"))

    assert '30.0</td><td class="number free">2.0 to 15.0</td><td class="number free">no</td>' in text


def test_five_nearest_training_patients_stand_with_their_outcome(finished, shown, reviewed):
    found = re.findall(r'<td class="whole">(DEMO-\d+)</td>', shown(finished))

    assert len(found) == 5
    assert reviewed.cohort.is_training[found].all()


def test_the_patient_in_view_is_not_its_own_neighbour(open_page, still_engine, workup, shown):
    still_engine.finish(replace(workup, case=replace(workup.case, case_id="DEMO-001")))

    assert '<td class="whole">DEMO-001</td>' not in shown(open_page("case", job="job1"))


def test_of_a_saved_set_no_patients_are_shown(open_page, still_engine, workup, shown):
    still_engine.finish(replace(workup, prediction_set="ours"))

    assert "The training patients of this set are not on this page." in shown(open_page("case", job="job1"))


def test_moves_of_the_features_are_told_in_training_deviations(finished, shown):
    text = shown(finished)

    assert "0 of 2 features behind the score (Super-resolved ×2) moved by more than 0.5 training SD" in text
    assert "Energy (firstorder, original)" in text
    assert "+1.00 → +1.00 → +1.00" in text


def test_features_that_count_voxels_are_named(finished, shown):
    assert "so the step from native says nothing of texture: Energy (firstorder, original)." in shown(finished)


def test_a_model_without_a_score_shows_no_moves(open_page, still_engine, workup, shown):
    still_engine.finish(replace(workup, predictions={"clinical": workup.predictions["clinical"]}))

    assert "What super-resolution did to the score" not in shown(open_page("case", job="job1"))


def test_a_risk_is_never_certain(open_page, still_engine, workup, shown):
    sure = replace(workup.headline, risk=0.99999, interval=(0.997, 1.0))
    still_engine.finish(replace(workup, predictions={**workup.predictions, "combined": sure}))

    text = shown(open_page("case", job="job1"))

    assert "<b>&gt; 99%</b>" in text
    assert "&gt; 99% (&gt; 99%–&gt; 99%)" in text


def test_the_cards_of_models_and_network_are_one_click_away(finished):
    links = [link.proto.page for link in finished.main.get("page_link")]

    assert links.count("cards") == 2


def test_a_mask_on_another_grid_is_refused_with_its_fix(elsewhere):
    page = elsewhere(-6.0)

    assert [len(page.error), len(page.exception)] == [1, 0]
    assert page.button(key="resample_mask").label == "Resample the mask to the image's grid"


def test_the_fix_brings_the_mask_onto_the_grid(elsewhere, still_engine):
    page = elsewhere(-6.0)
    page.button(key="resample_mask").click().run()
    assert "resampled by nearest neighbour from 24×24×16 voxels" in page.info[0].value

    page.button(key="predict").click().run()

    assert np.array_equal(still_engine.submitted[0].mask.data, BALL > 0)


def test_a_region_that_does_not_fit_is_refused_cleanly(elsewhere):
    page = elsewhere(60.0)

    page.button(key="resample_mask").click().run()

    assert [len(page.error), len(page.exception)] == [1, 0]
    assert "must lie inside the image" in page.error[0].value


def test_a_mask_that_is_too_small_can_be_changed_at_once(open_page):
    small = np.zeros_like(BALL)
    small[10:13, 10:13, 5:8] = 1
    page = open_page("case")
    page.file_uploader(key="volume_0").set_value(("volume.nii.gz", nifti(GREY), "application/gzip"))
    page.file_uploader(key="mask_0").set_value(("mask.nii.gz", nifti(small), "application/gzip")).run()

    page.button(key="redraw_mask").click().run()

    assert page.toggle(key="look_through").value


def test_a_mask_that_passes_needs_no_change(open_page):
    page = open_page("case", case="DEMO-008")

    assert not [button for button in page.button if button.key == "redraw_mask"]
