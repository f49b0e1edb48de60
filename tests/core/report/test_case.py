import json
from dataclasses import replace

import pytest

from core.demo.phantom import demo_case, demo_table
from core.features.voxel_count import VOXEL_COUNT
from core.pipeline import predict_workup
from core.prediction_set import read_prediction_set
from core.report.case import describe_workup, features_csv
from core.workup import Workup


@pytest.fixture(scope="module")
def workup() -> Workup:
    return predict_workup(demo_case(demo_table()["diameter_cm"].idxmin()), read_prediction_set())


def test_a_workup_is_described_in_plain_values(workup: Workup) -> None:
    content = json.loads(json.dumps(describe_workup(workup), allow_nan=False))

    assert content["headline"]["model"] == "combined"
    assert content["headline"]["risk"] == workup.headline.risk
    assert content["volume"]["sha256"] == workup.case.volume.digest


def test_the_description_says_what_made_it_and_what_it_is_not(workup: Workup) -> None:
    content = describe_workup(workup)

    assert content["made_by"]["network"] == workup.network
    assert content["made_by"]["acquisition"] == "3D"
    assert len(content["made_by"]["weights_sha256"]) == 64
    assert "Research use only" in content["notice"]
    assert "may not exist" in content["notice"]


def test_the_description_says_that_its_models_learnt_from_simulated_patients(workup: Workup) -> None:
    assert describe_workup(workup)["models_learnt_from"]["simulated"]


def test_features_of_every_arm_are_in_the_csv(workup: Workup) -> None:
    lines = features_csv(workup.features).splitlines()

    assert [line.split(",")[1] for line in lines[1:]] == ["native", "interpolated", "super-resolved"]
    assert all("Research use only" in line for line in lines[1:])


def test_the_description_lists_what_depends_on_the_number_of_voxels(workup: Workup) -> None:
    assert describe_workup(workup)["depend_on_voxel_count"] == list(VOXEL_COUNT)


def test_notes_on_the_input_are_kept(workup: Workup) -> None:
    assert describe_workup(replace(workup, notes=("axes reordered",)))["notes"] == ["axes reordered"]
