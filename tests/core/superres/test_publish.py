from pathlib import Path

import numpy as np

from core.imaging.nifti import write_volume
from core.superres.infer import load_network
from core.superres.publish import train_network
from core.superres.train import TrainingSettings
from core.values import Volume


def test_a_trained_folder_can_be_loaded_and_says_what_it_learnt_from(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in "ab":
        write_volume(Volume(np.random.default_rng(ord(name)).random((34, 34, 34)), np.eye(4)), data / f"{name}.nii.gz")

    train_network(data, tmp_path / "net", TrainingSettings(minutes=0.01, batch=2))

    network = load_network("net", tmp_path)
    assert network.card.extra["training"]["steps"] >= 1
    assert "2 MR volumes" in network.card.data
    assert not (tmp_path / "net" / "checkpoint.pt").exists()
