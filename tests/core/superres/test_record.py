import json
from pathlib import Path

import nibabel
import numpy as np
import pytest

from core.errors import SettingError
from core.imaging.nifti import read_space, read_volume
from core.superres.infer import Network, reconstruct
from core.superres.record import describe_reconstruction, part_path, record_path, write_reconstruction
from core.values import Volume

REGION = (slice(4, 14), slice(3, 12), slice(2, 9))
CODES = ((1, 1), (0, 1), (2, 0), (0, 0))
TURNS = {"oblique": (0.31, -0.22, 0.13), "as scanners write": (0.02, -0.01, np.pi - 0.03), "straight": (0.0, 0.0, 0.0)}


def test_the_record_holds_what_makes_the_same_voxels_again(oblique: Volume, noisy_network: Network) -> None:
    made = reconstruct(oblique, noisy_network, REGION)
    record = describe_reconstruction(made, oblique, REGION)

    assert record["source"]["sha256"] == oblique.digest
    assert record["region"] == [[4, 14], [3, 12], [2, 9]]
    assert record["made_by"] == dict(made.record)
    assert {"numpy", "torch"} <= set(record["versions"])


def test_the_record_says_where_both_grids_lie(oblique: Volume, noisy_network: Network) -> None:
    record = describe_reconstruction(reconstruct(oblique, noisy_network), oblique)

    assert record["region"] == [[0, 18], [0, 15], [0, 11]]
    assert record["super_resolved"]["shape"] == [36, 30, 22]
    assert np.allclose(np.array(record["super_resolved"]["affine"])[:3, :3] * 2, oblique.affine[:3, :3])


def test_the_record_says_what_it_is_not(oblique: Volume, noisy_network: Network) -> None:
    notice = describe_reconstruction(reconstruct(oblique, noisy_network), oblique)["notice"]

    assert "Research use only" in notice
    assert "may not exist" in notice


def test_the_volume_and_its_record_are_written(oblique: Volume, noisy_network: Network, tmp_path: Path) -> None:
    record = write_reconstruction(reconstruct(oblique, noisy_network), oblique, None, tmp_path / "HR.nii.gz", space=2)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["HR.json", "HR.nii.gz"]
    assert json.loads((tmp_path / "HR.json").read_text(encoding="utf-8")) == record
    assert read_space(tmp_path / "HR.nii.gz") == 2


def test_written_parts_add_up_to_the_written_volume(oblique: Volume, noisy_network: Network, tmp_path: Path) -> None:
    made = reconstruct(oblique, noisy_network, REGION)
    record = write_reconstruction(made, oblique, REGION, tmp_path / "HR.nii.gz", parts=True)
    whole, measured, added = (read_volume(tmp_path / name).data for name in record["files"])

    assert record["files"] == ["HR.nii.gz", "HR-measured.nii.gz", "HR-added.nii.gz"]
    assert np.array_equal(measured + added, whole)


def test_the_digest_in_the_record_is_that_of_the_written_voxels(
    oblique: Volume, noisy_network: Network, tmp_path: Path
) -> None:
    record = write_reconstruction(reconstruct(oblique, noisy_network), oblique, None, tmp_path / "HR.nii.gz")
    written = read_volume(tmp_path / "HR.nii.gz")
    affine = np.array(record["super_resolved"]["affine"])

    assert Volume(written.data, affine).digest == record["super_resolved"]["sha256"]
    assert np.abs(written.affine - affine).max() < 1e-4


def test_a_record_that_cannot_be_written_leaves_nothing_half(
    oblique: Volume, noisy_network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.superres.record.write_volume", lambda *_: None)
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        write_reconstruction(reconstruct(oblique, noisy_network), oblique, None, tmp_path / "HR.nii.gz")
    assert list(tmp_path.iterdir()) == []


def test_another_name_is_refused(oblique: Volume, noisy_network: Network, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"ending in \.nii\.gz"):
        write_reconstruction(reconstruct(oblique, noisy_network), oblique, None, tmp_path / "HR.png")


@pytest.mark.parametrize("name", ["HR.nii.gz", "HR.nii"])
def test_what_stands_beside_a_volume_is_named_after_it(name: str) -> None:
    assert record_path(Path("out", name)) == Path("out", "HR.json")
    assert part_path(Path("out", name), "added") == Path("out", name.replace("HR", "HR-added"))


def turned(angles: tuple[float, float, float], handed: int) -> np.ndarray:
    """Affine of 0.8 x 0.9 x 3 mm voxels turned by three angles, far from the isocentre, left-handed for -1."""
    x, y, z = (np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angles)
    affine, turn = np.eye(4), np.eye(3)
    for axes, part in (((1, 2), x), ((0, 2), y), ((0, 1), z)):
        step = np.eye(3)
        step[np.ix_(axes, axes)] = part
        turn = turn @ step
    affine[:3, :3] = turn @ np.diag([0.8 * handed, 0.9, 3.0])
    affine[:3, 3] = [140.0, -122.5, 307.25]
    return affine


@pytest.fixture
def source(tmp_path: Path):
    """Write a volume with nibabel, its place in the sform, the qform, both or neither."""

    def written(codes: tuple[int, int], affine: np.ndarray) -> nibabel.Nifti1Image:
        image = nibabel.Nifti1Image(np.random.default_rng(1).random((48, 40, 12), np.float32), None)
        image.set_sform(affine, code=codes[0])
        image.set_qform(affine, code=codes[1])
        nibabel.save(image, tmp_path / "source.nii.gz")
        return nibabel.load(tmp_path / "source.nii.gz")

    return written


def farthest(affine: np.ndarray, fine: np.ndarray, shape: tuple[int, int, int]) -> float:
    """Largest distance of the outer corners of a grid of this shape and of the twice as fine one, mm."""
    ends = np.array([*np.meshgrid(*[(-0.5, n - 0.5) for n in shape]), np.ones((2, 2, 2))]).reshape(4, 8)
    outer = np.array([*np.meshgrid(*[(-0.5, 2 * n - 0.5) for n in shape]), np.ones((2, 2, 2))]).reshape(4, 8)
    return float(np.linalg.norm((affine @ ends - fine @ outer)[:3], axis=0).max())


@pytest.mark.parametrize("handed", [1, -1], ids=["right-handed", "left-handed"])
@pytest.mark.parametrize("angles", TURNS.values(), ids=TURNS)
@pytest.mark.parametrize("codes", CODES, ids=str)
def test_a_written_volume_lies_where_its_source_lies(source, noisy_network, tmp_path, codes, angles, handed) -> None:
    image, volume = source(codes, turned(angles, handed)), read_volume(tmp_path / "source.nii.gz")
    made = reconstruct(volume, noisy_network)
    write_reconstruction(made, volume, None, tmp_path / "HR.nii.gz", read_space(tmp_path / "source.nii.gz"))
    header = nibabel.load(tmp_path / "HR.nii.gz").header

    assert header["sform_code"] == header["qform_code"] == (next(filter(None, codes), 2))
    assert farthest(image.affine, header.get_sform(), volume.shape) < 1e-3
    assert farthest(image.affine, header.get_qform(), volume.shape) < 1e-3
