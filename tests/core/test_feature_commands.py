"""`features --check` as another program calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.demo.phantom import demo_case, demo_table
from core.features.params import DEFAULT_PARAMS
from core.imaging.nifti import write_volume
from core.values import Volume

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    folder = tmp_path_factory.mktemp("case")
    case = demo_case(demo_table()["diameter_cm"].idxmin())
    write_volume(case.volume, folder / "v.nii.gz")
    write_volume(Volume(case.mask.data, case.mask.affine), folder / "m.nii.gz")
    return ["--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--out", folder / "f.csv"]


def measure(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "core", "features", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_check_is_part_of_the_json(files) -> None:
    done = measure(*files, "--arm", "interpolated", "--check", "--json")
    content = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert content["beside_pyradiomics"]["interpolated"]["difference"] < 1e-4
    assert "HepaSR engine" in content["versions"]


def test_the_check_is_told_in_one_line(files) -> None:
    told = [line for line in measure(*files, "--check").stdout.splitlines() if "beside pyradiomics" in line]

    assert len(told) == 1
    assert "of 1130 features equal" in told[0]


def test_without_the_flag_nothing_is_checked(files) -> None:
    assert "pyradiomics" not in measure(*files, "--json").stdout


def test_parameters_the_engine_does_not_know_are_followed_and_said(files, tmp_path: Path) -> None:
    text = DEFAULT_PARAMS.read_text(encoding="utf-8").replace("force2D: false", "weightingNorm: euclidean")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

    done = measure(*files, "--params", tmp_path / "p.yaml", "--json")

    assert "because weightingNorm came as euclidean" in done.stderr
    assert "pyradiomics-bhklab" in json.loads(done.stdout)["versions"]
