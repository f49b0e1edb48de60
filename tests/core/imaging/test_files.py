from pathlib import Path

import pytest

from core.errors import SettingError
from core.imaging.files import bare_name, replace_file, require_volume_path


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        replace_file(tmp_path / "a.json", content)

    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a.json").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        replace_file(tmp_path / "a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.json", b"old")]


@pytest.mark.parametrize("name", ["HR.png", "HR", "HR.nii.zip"])
def test_a_name_that_is_no_volumes_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingError, match=r"ending in \.nii\.gz"):
        require_volume_path(tmp_path / name)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="into a folder that exists"):
        require_volume_path(tmp_path / "missing" / "HR.nii.gz")


@pytest.mark.parametrize("name", ["HR.nii.gz", "HR.nii"])
def test_a_bare_name_has_no_ending(tmp_path: Path, name: str) -> None:
    assert bare_name(tmp_path / name) == "HR"
