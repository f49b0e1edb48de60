from pathlib import Path

import numpy as np
import pytest

from core.imaging.nifti import write_volume
from core.superres.corpus import is_held_out, is_validation
from core.superres.generator import Generator, GeneratorConfig
from core.superres.network import load_network
from core.superres.publish import CURVE, write_network
from core.superres.settings import TrainingSettings
from core.superres.srgan import SrganConfig, SrganGenerator
from core.values import Volume

SMALL = Generator(GeneratorConfig(fields=3, blocks=1))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    names = [f"s{n}.nii.gz" for n in range(20) if not is_held_out(f"s{n}.nii.gz") | is_validation(f"s{n}.nii.gz")]
    for seed, name in enumerate(names[:2]):
        write_volume(Volume(np.random.default_rng(seed).random((34, 34, 34)), np.eye(4)), tmp_path / "data" / name)
    return tmp_path / "data"


def test_a_trained_folder_can_be_loaded_and_says_what_it_learnt_from(data: Path, tmp_path: Path) -> None:
    write_network(data, tmp_path / "net", TrainingSettings(minutes=0.01, batch=2), SMALL)

    network = load_network("net", tmp_path)
    assert network.card.extra["training"]["steps"] >= 1
    assert "2 MR volumes" in network.card.data
    assert (tmp_path / "net" / CURVE).read_text().startswith("run,step")
    assert not (tmp_path / "net" / "checkpoint.pt").exists()


def test_a_fine_tuned_network_says_what_it_began_from(data: Path, tmp_path: Path) -> None:
    settings = TrainingSettings(minutes=0.005, batch=2)
    write_network(data, tmp_path / "first", settings, SMALL)
    write_network(data, tmp_path / "second", settings, load_network("first", tmp_path))

    assert load_network("second", tmp_path).card.extra["training"]["begun_from"].startswith("first (")


def test_the_baseline_is_read_back_as_what_it_is(data: Path, tmp_path: Path) -> None:
    write_network(data, tmp_path / "net", TrainingSettings(minutes=0.005, batch=2), SrganGenerator(SrganConfig(8, 1)))

    assert isinstance(load_network("net", tmp_path).generator, SrganGenerator)
