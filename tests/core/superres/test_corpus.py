from pathlib import Path

import numpy as np
import pytest

from core.errors import UnreadableFile
from core.imaging.nifti import write_volume
from core.superres.corpus import Corpus, is_held_out, is_validation, list_volumes, read_corpus
from core.values import Volume

HEAD = "file,group,subject,role\n"


def subject(wanted: str) -> str:
    """A name that falls into a part: ``"held"``, ``"validation"`` or ``"train"``."""
    names = [f"s{n}" for n in range(100)]
    part = {name: "held" if is_held_out(name) else "validation" if is_validation(name) else "train" for name in names}
    return next(name for name in names if part[name] == wanted)


def fill(folder: Path, rows: list[tuple[str, str]], size: int = 34) -> None:
    rng = np.random.default_rng(0)
    for name, _ in rows:
        write_volume(Volume(rng.random((size,) * 3), np.eye(4)), folder / f"{name}.nii.gz")
    lines = [f"{name}.nii.gz,g,{name},{role}\n" for name, role in rows]
    (folder / "manifest.csv").write_text(HEAD + "".join(lines))


def test_volumes_for_evaluation_are_never_trained_on(tmp_path: Path) -> None:
    fill(tmp_path, [("a", "train"), ("b", "evaluate")])

    assert [entry.path.name for entry in list_volumes(tmp_path)] == ["a.nii.gz"]


def test_a_folder_without_manifest_is_taken_whole(tmp_path: Path) -> None:
    fill(tmp_path, [("a", "train"), ("b", "evaluate")])
    (tmp_path / "manifest.csv").unlink()

    assert len(list_volumes(tmp_path)) == 2


def test_held_out_subjects_are_not_even_opened(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    held = subject("held")
    fill(tmp_path, [(subject("train"), "train"), (held, "train")])
    (tmp_path / f"{held}.nii.gz").write_bytes(b"would be refused")

    assert [entry.subject for entry in read_corpus(tmp_path).entries] == [subject("train")]
    assert caplog.text == ""


def test_validation_subjects_are_kept_apart(tmp_path: Path) -> None:
    fill(tmp_path, [(subject("train"), "train"), (subject("validation"), "train")])

    corpus = read_corpus(tmp_path)

    assert [len(group) for group in corpus.groups] == [len(group) for group in corpus.validation] == [1]


def test_no_subject_serves_two_purposes() -> None:
    names = [f"subject{n}" for n in range(600)]

    assert not any(is_held_out(name) and is_validation(name) for name in names)
    assert 25 < sum(map(is_held_out, names)) < 80 < sum(map(is_validation, names)) < 130


def test_large_isotropic_volumes_also_teach_thick_slices(tmp_path: Path) -> None:
    fill(tmp_path, [(subject("train"), "train")], size=72)

    corpus: Corpus = read_corpus(tmp_path)

    assert [[truth.spacing[2] for truth in group] for group in corpus.groups] == [[1.0], [2.0, 4.0]]


def test_a_damaged_volume_is_left_out_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fill(tmp_path, [("a", "train"), ("b", "train")])
    (tmp_path / "b.nii.gz").write_bytes(b"no image")

    assert [entry.path.name for entry in read_corpus(tmp_path).entries] == ["a.nii.gz"]
    assert "b.nii.gz left out" in caplog.text


def test_a_folder_without_volumes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="must hold NIfTI volumes"):
        read_corpus(tmp_path)


def test_an_entry_says_its_licence_where_the_manifest_does(tmp_path: Path) -> None:
    fill(tmp_path, [("a", "train")])
    assert list_volumes(tmp_path)[0].licence == "licence not stated"

    (tmp_path / "manifest.csv").write_text("file,group,subject,role,licence_class\na.nii.gz,g,a,train,CC-BY\n")
    assert list_volumes(tmp_path)[0].licence == "CC-BY"
