from pathlib import Path

import numpy as np
import pytest

from core.errors import UnreadableFile
from core.imaging.nifti import write_volume
from core.proof.samples import list_samples, read_sample
from core.superres.corpus import is_held_out, is_validation
from core.values import Volume
from tests.core.proof.conftest import make_sample, write_sample

NAMES = [f"subject{n}" for n in range(200)]
HELD_OUT = [name for name in NAMES if is_held_out(name)]
KEPT = [name for name in NAMES if is_validation(name)]


def write_manifest(folder: Path, subjects: dict[str, str]) -> None:
    rows = [f"{subject}.nii,g,{subject},{role},\n" for subject, role in subjects.items()]
    (folder / "manifest.csv").write_text("file,group,subject,role,mask\n" + "".join(rows))


def test_only_what_was_kept_from_training_is_listed(tmp_path: Path) -> None:
    trained = next(name for name in NAMES if name not in {*HELD_OUT, *KEPT})
    write_manifest(tmp_path, {"liver": "evaluate", HELD_OUT[0]: "train", KEPT[0]: "train", trained: "train"})

    assert [file.subject for file in list_samples(tmp_path)] == ["liver", HELD_OUT[0]]


def test_the_validation_split_opens_no_held_out_volume(tmp_path: Path) -> None:
    write_manifest(tmp_path, {"liver": "evaluate", HELD_OUT[0]: "train", KEPT[0]: "train"})

    assert [file.subject for file in list_samples(tmp_path, validation=True)] == [KEPT[0]]


def test_a_limit_counts_within_each_group(folder: Path) -> None:
    assert len(list_samples(folder)) == 4
    assert len(list_samples(folder, limit=1)) == 1


def test_a_mask_is_found_below_masks(folder: Path) -> None:
    sample = read_sample(list_samples(folder, limit=1)[0])

    assert sample.mask == make_sample(0).mask.__class__(make_sample(0).mask.data, sample.truth.affine)
    assert (sample.halved, sample.note) == ((), "")


def test_an_interpolated_axis_is_halved_with_its_mask(tmp_path: Path) -> None:
    fine = make_sample(shape=(20, 20, 20))
    smooth = fine.truth.data.repeat(2, axis=0) + np.zeros((40, 20, 20))
    smooth = (smooth + np.roll(smooth, 1, 0) + np.roll(smooth, 2, 0) + np.roll(smooth, 3, 0)) / 4
    write_volume(Volume(smooth, fine.truth.affine), tmp_path / "v.nii")

    sample = read_sample(list_samples(tmp_path)[0])

    assert (sample.halved, sample.truth.shape) == ((0,), (20, 20, 20))


def test_a_mask_that_cannot_be_used_is_left_out_with_a_note(tmp_path: Path) -> None:
    sample = make_sample()
    write_sample(sample, tmp_path)
    write_volume(Volume(np.ones((9, 9, 9)), np.eye(4)), tmp_path / "masks" / sample.group / f"{sample.name}.nii")

    read = read_sample(list_samples(tmp_path)[0])

    assert read.mask is None
    assert read.note.startswith("without its mask: ")


def test_a_folder_without_volumes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="none is there: give another --data"):
        list_samples(tmp_path)


def test_a_group_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="volumes of the groups liver"):
        list_samples(folder, groups=["liver"])
