"""`features --check` as another program calls it."""

import json
from pathlib import Path

import pytest

from core.demo.phantom import demo_case, demo_table
from core.features.params import DEFAULT_PARAMS
from core.imaging.nifti import write_volume
from core.values import Volume
from tests.core.headless import call


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    folder = tmp_path_factory.mktemp("case")
    case = demo_case(demo_table()["diameter_cm"].idxmin())
    write_volume(case.volume, folder / "v.nii.gz")
    write_volume(Volume(case.mask.data, case.mask.affine), folder / "m.nii.gz")
    return ["--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--out", folder / "f.csv"]


def test_the_check_is_part_of_the_json(files) -> None:
    done = call("features", *files, "--arm", "interpolated", "--check", "--json")
    content = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert content["beside_pyradiomics"]["interpolated"]["difference"] < 1e-4
    assert "HepaSR engine" in content["versions"]


def test_the_check_is_told_in_one_line(files) -> None:
    told = [line for line in call("features", *files, "--check").stdout.splitlines() if "beside pyradiomics" in line]

    assert len(told) == 1
    assert "of 1130 features equal" in told[0]


def test_without_the_flag_nothing_is_checked(files) -> None:
    assert "pyradiomics" not in call("features", *files, "--json").stdout


def test_parameters_the_engine_does_not_know_are_followed_and_said(files, tmp_path: Path) -> None:
    text = DEFAULT_PARAMS.read_text(encoding="utf-8").replace("force2D: false", "weightingNorm: euclidean")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

    done = call("features", *files, "--params", tmp_path / "p.yaml", "--json")

    assert "because weightingNorm came as euclidean" in done.stderr
    assert "pyradiomics-bhklab" in json.loads(done.stdout)["versions"]
