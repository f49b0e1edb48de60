"""The door of the room: any known format by content, one sentence for the rest."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from core.errors import UnreadableFile
from core.imaging import mask_labels, read_mask, read_notes, read_space, read_volume


@pytest.fixture
def nrrd(nifti: bytes, tmp_path: Path) -> bytes:
    """The same image as `nifti`, converted by ITK."""
    (tmp_path / "image.nii").write_bytes(nifti)
    sitk.WriteImage(sitk.ReadImage(str(tmp_path / "image.nii")), str(tmp_path / "image.nrrd"))
    return (tmp_path / "image.nrrd").read_bytes()


def test_one_image_in_two_formats_lies_in_one_place(nifti: bytes, nrrd: bytes):
    one, other = read_volume(nifti, "a.nrrd"), read_volume(nrrd, "a.nii.gz")
    np.testing.assert_array_equal(one.data, other.data)
    np.testing.assert_allclose(one.affine, other.affine, atol=1e-4)


def test_a_format_without_a_word_on_it_is_measured_from_the_scanner(nifti: bytes, nrrd: bytes):
    assert (read_space(nrrd), read_space(nifti)) == (1, 2)


def test_nrrd_mask_fits_a_nifti_volume(nifti: bytes, label_file, nrrd: bytes):
    volume = read_volume(nrrd)
    assert read_mask(label_file(np.ones((4, 5, 6), np.uint8)), volume).voxel_count == 120


def test_labels_are_listed_for_any_format(label_file):
    assert mask_labels(label_file(np.ones((4, 5, 6), np.uint8))) == {1: 120}


def test_notes_are_empty_for_plain_files(nifti: bytes, nrrd: bytes):
    assert read_notes(nifti) == read_notes(nrrd) == ()


@pytest.mark.parametrize("name", ["scan.png", "cohort.txt"])
def test_file_of_another_kind_gets_one_sentence_with_its_name(name: str):
    with pytest.raises(UnreadableFile, match=f"must be NIfTI .*but {name} is plain text: export"):
        read_volume(b"hello", name)


def test_importing_the_room_loads_no_reading_library():
    code = "import sys, core.imaging; print({'nibabel', 'SimpleITK', 'torch', 'radiomics'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
