import shutil
from pathlib import Path

import pytest

from core.errors import CardError
from core.prediction_set import DEFAULT_SET, read_prediction_set
from core.values import ARMS, ReconstructionSettings


def test_the_shipped_set_has_a_signature_per_arm_and_five_models() -> None:
    models = read_prediction_set()

    assert set(models.signatures) == set(ARMS)
    assert set(models.models) == {"clinical", *ARMS, "combined"}


def test_all_models_of_the_set_speak_of_one_event() -> None:
    models = read_prediction_set()

    assert {model.event_name for model in models.models.values()} == {models.event_name}


def test_a_set_that_says_nothing_of_it_learnt_from_3d_acquisitions() -> None:
    assert read_prediction_set().reconstruction == ReconstructionSettings("3D", 0.0)


def test_a_set_with_an_altered_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(DEFAULT_SET, folder)
    model = folder / "model-clinical.json"
    model.write_text(model.read_text().replace("0.", "1.", 1))

    with pytest.raises(CardError):
        read_prediction_set(folder)
