"""Selection settings from a file."""

import json
from pathlib import Path

import pytest

from core.cohort_study.settings import read_settings
from core.errors import SettingError, UnreadableFile
from core.signature.settings import SelectionSettings


def write(folder: Path, content: object) -> Path:
    (folder / "s.json").write_text(json.dumps(content))
    return folder / "s.json"


def test_without_a_file_they_are_the_usual_ones() -> None:
    assert read_settings(None) == SelectionSettings()


def test_lists_become_what_the_setting_is(tmp_path: Path) -> None:
    found = read_settings(write(tmp_path, {"excluded": ["f1"], "penalties": [0.2, 0.1], "folds": 5}))

    assert found == SelectionSettings(excluded=frozenset({"f1"}), penalties=(0.2, 0.1), folds=5)


@pytest.mark.parametrize("content", [{"fold": 5}, [5], {"rule": "best"}])
def test_what_is_no_setting_is_refused(content, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="came"):
        read_settings(write(tmp_path, content))


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text("folds: 5")

    with pytest.raises(UnreadableFile, match="JSON object of settings"):
        read_settings(tmp_path / "s.json")
