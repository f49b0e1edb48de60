from pathlib import Path

import numpy as np
import pytest

from core.errors import UnreadableFile
from core.imaging.nifti import write_volume
from core.superres.corpus import is_held_out, list_volumes, read_corpus
from core.values import Volume

HEAD = "file,group,subject,role\n"


def fill(folder: Path, rows: list[tuple[str, str]]) -> None:
    rng = np.random.default_rng(0)
    for name, _ in rows:
        write_volume(Volume(rng.random((34, 34, 34)), np.eye(4)), folder / f"{name}.nii.gz")
    lines = [f"{name}.nii.gz,g,{name},{role}\n" for name, role in rows]
    (folder / "manifest.csv").write_text(HEAD + "".join(lines))


def test_volumes_for_evaluation_are_never_trained_on(tmp_path: Path) -> None:
    fill(tmp_path, [("a", "train"), ("b", "evaluate")])

    assert [entry.path.name for entry in list_volumes(tmp_path)] == ["a.nii.gz"]


def test_a_folder_without_manifest_is_taken_whole(tmp_path: Path) -> None:
    fill(tmp_path, [("a", "train"), ("b", "evaluate")])
    (tmp_path / "manifest.csv").unlink()

    assert len(list_volumes(tmp_path)) == 2


def test_a_damaged_volume_is_left_out_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fill(tmp_path, [("a", "train"), ("b", "train")])
    (tmp_path / "b.nii.gz").write_bytes(b"no image")

    assert [entry.path.name for entry in read_corpus(tmp_path).entries] == ["a.nii.gz"]
    assert "b.nii.gz left out" in caplog.text


def test_a_folder_without_volumes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="must hold NIfTI volumes"):
        read_corpus(tmp_path)


def test_about_one_subject_in_twelve_is_held_out_always_the_same() -> None:
    held = [n for n in range(600) if is_held_out(f"subject{n}")]

    assert 25 < len(held) < 80
    assert held == [n for n in range(600) if is_held_out(f"subject{n}")]


def test_an_entry_says_its_licence_where_the_manifest_does(tmp_path: Path) -> None:
    fill(tmp_path, [("a", "train")])
    assert list_volumes(tmp_path)[0].licence == "licence not stated"

    (tmp_path / "manifest.csv").write_text("file,group,subject,role,licence_class\na.nii.gz,g,a,train,CC-BY\n")
    assert list_volumes(tmp_path)[0].licence == "CC-BY"
