"""Cases from files, measured repeatedly: what a table may say, and what becomes of a case that cannot be measured."""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError, ImageContent
from core.features.perturbation import PerturbationSettings
from core.imaging.nifti import write_volume
from core.reliability_study import measure_repeatedly, read_case_files
from core.values import Case, FeatureTable, Volume

SETTINGS = PerturbationSettings(shift=0, contour=0)
SHAPE = (16, 16, 10)


def write_case(folder: Path, name: str, seed: int) -> None:
    """A cube in noise, and the same cube as a second reader might draw it."""
    rng, mask = np.random.default_rng(seed), np.zeros(SHAPE)
    mask[4:11, 4:11, 3:8] = 1
    write_volume(Volume(rng.gamma(4, 30, SHAPE), np.eye(4)), folder / f"{name}.nii.gz")
    write_volume(Volume(mask, np.eye(4)), folder / f"{name}-mask.nii.gz")
    write_volume(Volume(np.roll(mask, 1, axis=0), np.eye(4)), folder / f"{name}-second.nii.gz")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    for seed, name in enumerate("abc"):
        write_case(folder, name, seed)
    return folder


def write_table(folder: Path, second: bool = True, names: str = "abc", **columns: str) -> Path:
    rows = pd.DataFrame({"case_id": list(names)})
    rows = rows.assign(volume=rows["case_id"] + ".nii.gz", mask=rows["case_id"] + "-mask.nii.gz")
    if second:
        rows["second_mask"] = rows["case_id"] + "-second.nii.gz"
    rows.assign(**columns).to_csv(folder / "cases.csv", index=False)
    return folder / "cases.csv"


def measure(case: Case, refuse: str = "") -> FeatureTable:
    """Size and mean of the region, in no time."""
    if case.case_id == refuse:
        raise ImageContent("the region must be measurable, but it is not: draw another")
    inside = case.volume.data[case.mask.data]
    row = {"original_shape_Size": inside.size, "original_firstorder_Mean": inside.mean()}
    return FeatureTable(pd.DataFrame([row], index=[case.case_id]), "p", {})


def test_every_case_is_measured_as_it_is_first_and_by_the_second_reader_last(folder: Path) -> None:
    repeated = measure_repeatedly(read_case_files(write_table(folder)), measure, SETTINGS)

    assert list(repeated.tables) == ["as it is", "grown", "shrunk", "noisy", "second reader"]
    assert all(list(table.values.index) == ["a", "b", "c"] for table in repeated.tables.values())
    sizes = [int(table.values.loc["a", "original_shape_Size"]) for table in repeated.tables.values()]
    assert sizes[0] == sizes[3] == sizes[4] == 245
    assert sizes[1] > 245 > sizes[2]


def test_without_second_masks_there_is_no_second_reader(folder: Path) -> None:
    files = read_case_files(write_table(folder, second=False))

    assert "second reader" not in measure_repeatedly(files, measure, SETTINGS).tables


def test_a_case_that_cannot_be_measured_is_left_out_of_all_with_its_reason(folder: Path) -> None:
    files = read_case_files(write_table(folder))

    repeated = measure_repeatedly(files, partial(measure, refuse="b"), SETTINGS)

    assert list(repeated.notes) == ["b"]
    assert "draw another" in repeated.notes["b"]
    assert all(list(table.values.index) == ["a", "c"] for table in repeated.tables.values())


def test_a_missing_file_leaves_only_its_case_out(folder: Path) -> None:
    repeated = measure_repeatedly(read_case_files(write_table(folder, names="abz")), measure, SETTINGS)

    assert list(repeated.notes) == ["z"]


def test_progress_tells_the_share_done_and_the_case(folder: Path) -> None:
    told: list[tuple[float, str]] = []

    measure_repeatedly(
        read_case_files(write_table(folder)), measure, SETTINGS, on_progress=lambda *step: told.append(step)
    )

    assert told == [(1 / 3, "a"), (2 / 3, "b"), (1.0, "c")]


def test_labels_and_paths_are_read_beside_the_table(folder: Path) -> None:
    files = read_case_files(write_table(folder, label="2"))

    assert files[0].volume == folder / "a.nii.gz"
    assert {each.label for each in files} == {2}


REFUSED = {
    "a second_mask in every row or in none": {"second_mask": ["a-second.nii.gz", "", ""]},
    "whole numbers as labels": {"label": ["1", "one", "1"]},
    "a volume and a mask in every row": {"mask": ["a-mask.nii.gz", "", "c-mask.nii.gz"]},
}


@pytest.mark.parametrize(("said", "columns"), REFUSED.items(), ids=REFUSED)
def test_a_table_that_is_not_whole_is_refused(folder: Path, said: str, columns: dict) -> None:
    with pytest.raises(CohortError, match=said):
        read_case_files(write_table(folder, **columns))
