"""The commands on networks as another program calls them."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import CardError
from core.imaging.nifti import write_volume
from core.network_commands import read_named_network
from core.superres.corpus import is_held_out, is_validation
from core.values import Volume
from tests.core.headless import call


def test_bench_network_explains_itself() -> None:
    done = call("bench-network", "--help")

    assert done.returncode == 0
    assert "--validation" in done.stdout


def test_a_network_that_is_not_there_gives_one_sentence_and_status_two(tmp_path: Path) -> None:
    done = call("bench-network", "--data", tmp_path, "--network", "missing", "--out", tmp_path / "r.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_path_is_read_where_it_leads(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="net is not there"):
        read_named_network(str(tmp_path / "somewhere" / "net"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    names = (name for name in (f"s{n}.nii.gz" for n in range(20)) if not is_held_out(name) | is_validation(name))
    (tmp_path / "data").mkdir()
    volume = Volume(np.random.default_rng(0).random((34, 34, 34)), np.eye(4))
    write_volume(volume, tmp_path / "data" / next(names))
    return tmp_path / "data"


def test_training_writes_weights_curve_and_picture(data: Path, tmp_path: Path) -> None:
    small = ("--minutes", 0.005, "--fields", 3, "--blocks", 1, "--batch", 2)

    done = call("train-network", "--data", data, "--out", tmp_path / "net", *small)

    assert (done.returncode, done.stderr) == (0, "")
    names = {"card.toml", "weights.safetensors", "learning-curve.csv", "learning-curve.svg"}
    assert {path.name for path in (tmp_path / "net").iterdir()} == names


def test_a_style_that_is_none_gives_one_sentence_and_status_two(tmp_path: Path) -> None:
    done = call("train-network", "--data", tmp_path, "--out", tmp_path / "net", "--style", "pretty")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("a style is one of")
