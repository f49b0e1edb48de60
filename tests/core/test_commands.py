"""The headless commands as another program calls them."""

import json
from pathlib import Path

import nibabel as nib
import numpy as np
import pandas as pd
import pytest

from core.demo.phantom import demo_case, demo_table
from core.features.door import predict_features
from core.features.params import read_params
from core.imaging.nifti import read_volume, write_volume
from core.values import Volume
from core.values.images import corners
from tests.core.headless import Done, call, call_apart

NOTICE = "Research use only. Not a medical device."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    case = demo_case(demo_table()["diameter_cm"].idxmin())
    write_volume(case.volume, folder / "v.nii.gz")
    write_volume(Volume(case.mask.data, case.mask.affine), folder / "m.nii.gz")
    (folder / "c.json").write_text(json.dumps({"diameter_cm": 6.8, "enhancement": "atypical"}))
    return folder


def test_predict_prints_one_object_with_a_risk_and_its_interval(folder: Path) -> None:
    done = call_apart("predict", "--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--json")
    content = json.loads(done.stdout)

    assert done.returncode == 0
    assert content["headline"]["ci_low"] < content["headline"]["risk"] < content["headline"]["ci_high"]
    assert len(content["features"]["super-resolved"]) == 1130
    assert NOTICE in content["notice"]


def test_clinical_values_let_the_combined_model_speak(folder: Path) -> None:
    files = ("--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--clinical", folder / "c.json")
    done = call("predict", *files)

    assert "combined model, event non-response" in done.stdout
    assert NOTICE in done.stdout


def test_superres_writes_a_volume_of_half_the_spacing_in_the_same_place(folder: Path) -> None:
    done = call("superres", "--volume", folder / "v.nii.gz", "--out", folder / "hr.nii.gz", "--json")
    fine, coarse = read_volume(folder / "hr.nii.gz"), read_volume(folder / "v.nii.gz")

    assert json.loads(done.stdout)["super_resolved"]["spacing_mm"] == pytest.approx([s / 2 for s in coarse.spacing])
    assert np.abs(corners(fine) - corners(coarse)).max() < 1e-3
    assert b"may not exist" in nib.load(folder / "hr.nii.gz").header["descrip"].item()


def test_superres_writes_its_record_and_its_parts(folder: Path, tmp_path: Path) -> None:
    files = ("--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--out", tmp_path / "HR.nii.gz")
    done = call("superres", *files, "--acquisition", "2D", "--parts", "--json")
    record = json.loads((tmp_path / "HR.json").read_text(encoding="utf-8"))

    assert json.loads(done.stdout) == {"out": str(tmp_path / "HR.nii.gz")} | record
    assert record["made_by"]["acquisition"] == "2D"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*record["files"], "HR.json"])


REFUSED = {
    "must be 3D or 2D": ("--acquisition", "4D"),
    "between 0 and 1": ("--perceptual", 1.5),
    "no-such-network is not there": ("--network", "no-such-network"),
    "ending in .nii.gz": ("--out", "HR.png"),
    "into a folder that exists": ("--out", "missing/HR.nii.gz"),
}


@pytest.mark.parametrize(("said", "words"), REFUSED.items(), ids=REFUSED)
def test_superres_refuses_in_one_sentence_and_writes_nothing(folder: Path, tmp_path: Path, said: str, words) -> None:
    done = call("superres", "--volume", folder / "v.nii.gz", "--out", tmp_path / "HR.nii.gz", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_predict_says_on_stderr_what_its_models_did_not_learn_from(folder: Path) -> None:
    files = ("--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz")
    done = call("predict", *files, "--acquisition", "2D", "--json")

    assert done.stderr == "note: made with acquisition 2D, while the models learnt from 3D\n"
    assert json.loads(done.stdout)["made_by"]["acquisition"] == "2D"


def test_features_writes_a_table(folder: Path) -> None:
    files = ("--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--out", folder / "f.csv")
    done = call("features", *files, "--arm", "interpolated")
    table = pd.read_csv(folder / "f.csv")

    assert done.returncode == 0
    assert table.loc[0, "arm"] == "interpolated"
    assert table.loc[0, "notice"] == NOTICE


def test_features_says_what_was_asked_before_and_what_depends_on_the_number_of_voxels(folder: Path) -> None:
    files = ("--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--out", folder / "f.csv")
    content = json.loads(call("features", *files, "--json").stdout)

    assert {check["status"] for check in content["checks"]} == {"pass"}
    assert content["checks"][-1]["detail"].startswith(f"{content['features']:,} features in each arm")
    assert "ngtdm_Coarseness" in content["depend_on_voxel_count"]


def test_help_names_the_number_of_features_that_ship() -> None:
    assert (
        f"{predict_features(read_params()).total:,} with the parameters that ship" in call("features", "--help").stdout
    )


@pytest.mark.parametrize("command", ["predict", "features"])
def test_a_region_that_cannot_be_measured_is_refused_before_the_heavy_work(folder: Path, command: str) -> None:
    read = read_volume(folder / "v.nii.gz")
    flat = np.full(read.shape, 7.0)
    flat[0, 0, 0] = 8.0  # outside the region: a volume of one value is no image at all
    write_volume(Volume(flat, read.affine), folder / "flat.nii.gz")
    out = ("--out", folder / "never.csv") if command == "features" else ()
    done = call(command, "--volume", folder / "flat.nii.gz", "--mask", folder / "m.nii.gz", *out)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The region must hold at least two grey levels")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["predict", "superres", "features", "train-network", "demo"])
def test_every_command_explains_itself(command: str) -> None:
    assert call(command, "--help").returncode == 0


@pytest.fixture(scope="module")
def bad(folder: Path) -> dict[str, tuple[Path, Path]]:
    """Wrong pairs of volume and mask, by what is wrong."""
    volume, mask = folder / "v.nii.gz", folder / "m.nii.gz"
    read = read_volume(volume)
    (folder / "cut.nii.gz").write_bytes(volume.read_bytes()[:-2000])
    (folder / "text.txt").write_text("not an image")
    write_volume(Volume(np.zeros(read.shape), read.affine), folder / "empty.nii.gz")
    write_volume(Volume(np.ones((9, 9, 9)), np.eye(4)), folder / "other.nii.gz")
    spoiled = nib.load(volume).get_fdata()
    spoiled[2, 2, 2] = np.nan
    nib.save(nib.Nifti1Image(spoiled.astype(np.float32), read.affine), folder / "nan.nii.gz")
    pairs = {
        "cut": (folder / "cut.nii.gz", mask),
        "text": (folder / "text.txt", mask),
        "nan": (folder / "nan.nii.gz", mask),
    }
    return pairs | {name: (volume, folder / f"{name}.nii.gz") for name in ("empty", "other", "missing")}


@pytest.mark.parametrize("name", ["cut", "text", "nan", "empty", "other", "missing"])
def test_bad_input_gives_one_sentence_and_status_two(bad: dict[str, tuple[Path, Path]], name: str) -> None:
    volume, mask = bad[name]

    done = call("predict", "--volume", volume, "--mask", mask, "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_clinical_values_that_are_no_object_are_refused(folder: Path) -> None:
    (folder / "list.json").write_text("[1, 2]")
    files = ("--volume", folder / "v.nii.gz", "--mask", folder / "m.nii.gz", "--clinical", folder / "list.json")

    assert call("predict", *files).returncode == 2


def evaluate(folder: Path, text: str, outcome: str, *more: object) -> Done:
    (folder / "t.csv").write_text(text)
    words = ("--table", folder / "t.csv", "--outcome", outcome, "--event", 1, "--score", "risk", "--out", folder / "o")
    return call("evaluate", *words, *more)


def test_evaluate_refuses_a_table_without_its_outcome(tmp_path: Path) -> None:
    done = evaluate(tmp_path, "case_id,risk\na,0.2\nb,0.9\n", outcome="response")

    assert done.returncode == 2
    assert "must have a column response, but it has case_id, risk" in done.stderr


def test_evaluate_prints_the_auc_with_its_denominator(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 2},{(n % 2 + n % 3) / 4}\n" for n in range(30))
    done = evaluate(tmp_path, f"case_id,event,risk\n{rows}", outcome="event")

    assert "15 of 30 with 1" in done.stdout
    assert (tmp_path / "o" / "decision_curves.csv").exists()
    assert (tmp_path / "o" / "roc-validation.svg").exists()


def test_evaluate_refuses_a_prevalence_that_is_none(tmp_path: Path) -> None:
    done = evaluate(tmp_path, "event,risk\n0,0.2\n1,0.9\n", "event", "--prevalence", 20)

    assert done.returncode == 2
    assert "a prevalence must lie between 0 and 1, but 20.0 came" in done.stderr
