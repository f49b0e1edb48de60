"""NIfTI in and out: nothing turned, nothing guessed silently, nothing half."""

import gzip
from contextlib import suppress
from pathlib import Path

import nibabel
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import GeometryMismatch, HepasrError, ImageContent, UnreadableFile
from core.imaging.nifti import encode_volume, mask_labels, read_mask, read_notes, read_space, read_volume, write_volume
from core.values import Volume

AFFINE = np.array([[0.0, -2, 0, 5], [-1, 0, 0, 6], [0, 0, 4, 7], [0, 0, 0, 1]])


def test_array_keeps_the_order_of_the_file(nifti: bytes, voxels: np.ndarray):
    np.testing.assert_array_equal(read_volume(nifti).data, voxels)


def test_oblique_left_handed_affine_is_kept(nifti: bytes):
    volume = read_volume(nifti)
    assert np.linalg.det(volume.affine[:3, :3]) < 0
    np.testing.assert_allclose(volume.affine, nibabel.Nifti1Image.from_bytes(nifti).affine)


def test_path_bytes_and_gzip_read_the_same(nifti: bytes, tmp_path: Path):
    path = tmp_path / "scan.img"
    path.write_bytes(nifti)
    assert read_volume(path) == read_volume(str(path)) == read_volume(nifti) == read_volume(gzip.compress(nifti))


@pytest.mark.parametrize("kind", [nibabel.Nifti1Image, nibabel.Nifti2Image])
@pytest.mark.parametrize("dtype", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
@pytest.mark.parametrize("order", "<>")
def test_number_types_versions_and_byte_orders_read_as_nibabel_reads_them(kind, dtype: str, order: str):
    data = np.arange(24).reshape(2, 3, 4).astype(dtype)
    image = kind(data, AFFINE, kind.header_class(endianness=order), dtype=data.dtype)
    np.testing.assert_array_equal(read_volume(image.to_bytes()).data, data)


def test_slope_and_intercept_are_applied(spoil, voxels: np.ndarray):
    np.testing.assert_allclose(read_volume(spoil(slope=0.5, inter=-10)).data, voxels * 0.5 - 10)


@pytest.mark.parametrize("slope", [0, np.nan])
def test_absent_slope_leaves_voxels_alone(slope: float, spoil, voxels: np.ndarray):
    np.testing.assert_array_equal(read_volume(spoil(slope=slope, inter=5)).data, voxels)


def test_sform_is_preferred(spoil):
    assert read_volume(spoil(scode=1, qcode=1, origin_x=99)).affine[0, 3] == 99


def test_qform_is_taken_without_sform(spoil, nifti: bytes):
    volume = read_volume(spoil(scode=0, qcode=1, origin_x=99))
    np.testing.assert_allclose(volume.affine, read_volume(nifti).affine, atol=1e-4)


def test_voxel_sizes_are_taken_without_any_orientation(spoil):
    np.testing.assert_allclose(read_volume(spoil(scode=0, qcode=0)).spacing, (0.8, 0.9, 5.0), rtol=1e-6)


def test_sign_of_the_third_axis_may_be_left_blank(spoil, nifti: bytes):
    blank = read_volume(spoil(scode=0, qcode=1, qfac=0))
    np.testing.assert_array_equal(blank.affine, read_volume(spoil(scode=0, qcode=1, qfac=1)).affine)


def test_qform_that_is_no_rotation_is_refused(spoil):
    with pytest.raises(UnreadableFile, match="must be a rotation"):
        read_volume(spoil(scode=0, qcode=1, b=3.0))


def in_unit(code: int, length: float) -> bytes:
    image = nibabel.Nifti1Image(
        np.arange(24, dtype=np.uint8).reshape(2, 3, 4), np.diag([1 / length, 1 / length, 1 / length, 1]) @ AFFINE
    )
    image.header["xyzt_units"] = code
    return image.to_bytes()


@pytest.mark.parametrize(("code", "length"), [(1, 1000.0), (3, 0.001)])
def test_metres_and_micrometres_become_millimetres(code: int, length: float):
    np.testing.assert_allclose(read_volume(in_unit(code, length)).affine, AFFINE, rtol=1e-5)


@pytest.mark.parametrize("keep", [300, 352, 400, -1])
def test_truncated_file_is_refused(keep: int, nifti: bytes):
    with pytest.raises(UnreadableFile):
        read_volume(nifti[:keep])


@pytest.mark.parametrize("keep", [30, 150, -1, -8])
def test_truncated_gzip_is_refused(keep: int, nifti: bytes):
    with pytest.raises(UnreadableFile, match="whole and pass their checksum"):
        read_volume(gzip.compress(nifti)[:keep])


def test_nan_voxels_are_refused_with_their_number():
    image = nibabel.Nifti1Image(np.full((2, 2, 2), np.nan, np.float32), AFFINE)
    with pytest.raises(ImageContent, match="8 of 8 are NaN"):
        read_volume(image.to_bytes())


def test_sheared_sform_is_refused(spoil):
    with pytest.raises(ImageContent, match="sheared"):
        read_volume(spoil(srow_y=0.6))


def test_nrrd_is_sent_elsewhere():
    with pytest.raises(UnreadableFile, match="another format"):
        read_volume(b"NRRD0004\n")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 351), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_header_bytes_end_in_a_volume_or_its_refusal(changes, nifti: bytes):
    content = bytearray(nifti)
    for at, value in changes:
        content[at] = value
    with suppress(HepasrError):
        assert np.isfinite(read_volume(bytes(content)).data).all()


def test_plain_file_needs_no_notes(nifti: bytes):
    assert read_notes(nifti) == ()


NOTES = {
    "time axis": {"dim0": 4, "nt": 1},
    "no orientation": {"scode": 0, "qcode": 0},
    "voxel sizes of the header differ": {"dx": 2.0},
    "sform and qform lie 87.0 mm apart": {"qcode": 1, "origin_x": 99},
    "sform and qform lie inf mm apart": {"qcode": 1, "b": 3.0},
}


@pytest.mark.parametrize(("said", "fields"), NOTES.items(), ids=NOTES)
def test_what_was_assumed_is_said(said: str, fields: dict[str, float], spoil):
    assert any(said in note for note in read_notes(spoil(**fields)))


def test_conversion_of_metres_is_said():
    assert read_notes(in_unit(1, 1000.0)) == ("lengths were converted to millimetres (1 unit of the file = 1000 mm)",)


def test_mask_is_read_on_the_grid_of_its_volume(nifti: bytes, label_file, voxels: np.ndarray):
    volume = read_volume(nifti)
    mask = read_mask(label_file((voxels > 500).astype(np.uint8)), volume)
    np.testing.assert_array_equal(mask.data, voxels > 500)
    assert (mask.affine == volume.affine).all()


def test_flipped_mask_is_brought_back_and_said(nifti: bytes, voxels: np.ndarray):
    image = nibabel.Nifti1Image((voxels > 500).astype(np.uint8), nibabel.Nifti1Image.from_bytes(nifti).affine)
    turned = nibabel.as_closest_canonical(image)
    mask = read_mask(turned.to_bytes(), read_volume(nifti))
    np.testing.assert_array_equal(mask.data, voxels > 500)
    assert "stored along other axes" in mask.note


def test_mask_on_another_grid_is_refused(nifti: bytes, label_file):
    with pytest.raises(GeometryMismatch, match="4×5×7 voxels"):
        read_mask(label_file(np.ones((4, 5, 7), np.uint8)), read_volume(nifti))


def test_labels_are_listed_with_counts(label_file):
    data = np.zeros((4, 5, 6), np.int32)
    data[0, 0, :3], data[1, 1, 1] = 2, 11
    assert mask_labels(label_file(data)) == {2: 3, 11: 1}


def test_written_volume_comes_back(nifti: bytes, tmp_path: Path):
    volume = read_volume(nifti)
    write_volume(volume, tmp_path / "out.nii.gz")
    again = read_volume(tmp_path / "out.nii.gz")
    np.testing.assert_array_equal(again.data, volume.data)
    np.testing.assert_allclose(again.affine, volume.affine, atol=1e-5)


def test_written_header_states_orientation_twice_unit_type_and_description(nifti: bytes, tmp_path: Path):
    write_volume(read_volume(nifti), tmp_path / "out.nii.gz", "Research use only. " * 9)
    header = nibabel.load(tmp_path / "out.nii.gz").header
    assert (header["sform_code"], header["qform_code"], header["datatype"], header["xyzt_units"]) == (1, 1, 16, 2)
    np.testing.assert_allclose(header.get_qform(), header.get_sform(), atol=1e-4)
    assert bytes(header["descrip"]) == (b"Research use only. " * 9)[:79] + b"\0"


SPACES = {(1, 1): 1, (0, 1): 1, (2, 0): 2, (0, 0): 2, (4, 1): 4, (0, 3): 3, (99, 0): 2}


@pytest.mark.parametrize(("codes", "space"), SPACES.items())
def test_what_positions_are_measured_from_is_read_and_written(codes: tuple[int, int], space: int, spoil, tmp_path):
    source = spoil(scode=codes[0], qcode=codes[1])
    write_volume(read_volume(source), tmp_path / "out.nii.gz", space=read_space(source))
    header = nibabel.load(tmp_path / "out.nii.gz").header

    assert (header["sform_code"], header["qform_code"]) == (space, space)


def test_qform_is_left_out_where_no_rotation_expresses_the_affine():
    sheared = np.eye(4) + np.eye(4, k=1) * 0.01
    header = nibabel.Nifti1Image.from_bytes(encode_volume(Volume(np.zeros((9, 9, 9)), sheared))).header
    assert (header["sform_code"], header["qform_code"]) == (1, 0)


def test_writing_twice_gives_the_same_bytes(nifti: bytes, tmp_path: Path):
    for name in ("a.nii.gz", "b.nii.gz"):
        write_volume(read_volume(nifti), tmp_path / name)
    assert (tmp_path / "a.nii.gz").read_bytes() == (tmp_path / "b.nii.gz").read_bytes()


def test_failed_writing_leaves_the_old_file_and_nothing_else(nifti: bytes, tmp_path: Path, monkeypatch):
    path = tmp_path / "out.nii.gz"
    path.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_volume(read_volume(nifti), path)
    assert [p.name for p in tmp_path.iterdir()] == ["out.nii.gz"]
    assert path.read_bytes() == b"old"


def test_name_of_another_format_is_refused_on_writing(nifti: bytes, tmp_path: Path):
    with pytest.raises(ValueError, match=r"ending in \.nii\.gz"):
        write_volume(read_volume(nifti), tmp_path / "out.png")


@pytest.mark.parametrize("name", ["brain_2d_thick/pyradiomics_breast1", "body_sts_t1/STS_002_t1"])
def test_real_images_read_with_their_masks_as_nibabel_reads_them(name: str, real_images: Path):
    volume = read_volume(real_images / f"{name}.nii.gz")
    mask = read_mask(real_images / "masks" / f"{name}.nii.gz", volume)
    reference = nibabel.load(real_images / f"{name}.nii.gz")
    np.testing.assert_array_equal(volume.data, reference.get_fdata(dtype=np.float32))
    np.testing.assert_allclose(volume.affine, reference.affine)
    assert mask.voxel_count == np.count_nonzero(nibabel.load(real_images / "masks" / f"{name}.nii.gz").dataobj)
