"""The command on reliability as another program calls it, on small simulated cases and few features."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.features.agreement_table import read_reliability
from core.imaging.nifti import write_volume
from core.values import Volume
from tests.core.headless import call

SHAPE = (18, 18, 12)
PARAMS = """
imageType: {Original: {}}
featureClass: {shape: , firstorder: }
setting: {binWidth: 5, label: 1, normalize: true, normalizeScale: 100}
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    """Three lesions of different size and brightness."""
    folder, grid = tmp_path_factory.mktemp("cases"), np.indices(SHAPE)
    distance = np.sqrt(((grid - np.array([9, 9, 6])[:, None, None, None]) ** 2).sum(0))
    (folder / "params.yaml").write_text(PARAMS)
    for n in range(3):
        inside = distance < 4 + 0.6 * n
        grey = np.random.default_rng(n).normal(100, 10, SHAPE) + 20 * n * inside
        write_volume(Volume(grey, np.eye(4)), folder / f"v{n}.nii.gz")
        write_volume(Volume(inside, np.eye(4)), folder / f"m{n}.nii.gz")
    (folder / "cases.csv").write_text("volume,mask\n" + "".join(f"v{n}.nii.gz,m{n}.nii.gz\n" for n in range(3)))
    return folder / "cases.csv"


def test_a_table_of_reliability_is_written_and_told_by_family(table: Path, tmp_path: Path) -> None:
    words = ("--table", table, "--out", tmp_path / "r.csv", "--params", table.parent / "params.yaml")
    done = call("reliability", *words, "--json")
    content, found = json.loads(done.stdout), read_reliability(tmp_path / "r.csv")

    assert (content["cases"], content["measurements"], content["features"]) == (3, 6, len(found.rows))
    assert {name: family["n"] for name, family in content["families"].items()} == {
        "original_shape": 14,
        "original_firstorder": 18,
    }


def test_noise_alone_moves_no_shape_in_two_processes(table: Path, tmp_path: Path) -> None:
    words = ("--table", table, "--out", tmp_path / "r.csv", "--params", table.parent / "params.yaml")
    done = call("reliability", *words, "--outline", 0, "--shift", 0, "--contour", 0, "--workers", 2)
    rows = pd.read_csv(tmp_path / "r.csv").set_index("family")

    assert (rows.loc["original_shape", "ccc"] == 1).all()
    assert (rows.loc["original_firstorder", "ccc"] < 1).any()
    assert "native) over 3 cases × 2 measurements" in done.stdout


REFUSED = {
    "an arm is one of": ("--arm", "finer"),
    "into a folder that exists": ("--out", "missing/r.csv"),
    "must be 0 or more": ("--noise", -1),
}


@pytest.mark.parametrize(("said", "words"), REFUSED.items(), ids=REFUSED)
def test_a_wrong_choice_is_refused_in_one_sentence_before_any_work(
    table: Path, tmp_path: Path, said: str, words
) -> None:
    done = call("reliability", "--table", table, "--out", tmp_path / "r.csv", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
