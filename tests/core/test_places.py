"""Saved sets lie in one folder each, are found by their card, and are never replaced."""

from pathlib import Path

import pytest

from core.errors import SettingError
from core.places import data_folder, list_prediction_sets, new_set_folder, prediction_sets_folder


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    return tmp_path


def test_results_lie_where_the_environment_says(home) -> None:
    assert prediction_sets_folder() == home / "prediction-sets"


def test_without_a_word_they_lie_in_the_home_of_whoever_serves(monkeypatch) -> None:
    monkeypatch.delenv("HEPASR_DATA")

    assert data_folder() == Path.home() / ".local" / "share" / "hepasr"


def test_only_folders_with_a_card_are_sets() -> None:
    for name in ("b", "a"):
        new_set_folder(name).mkdir(parents=True)
    (prediction_sets_folder() / "a" / "card.toml").touch()

    assert [folder.name for folder in list_prediction_sets()] == ["a"]


@pytest.mark.parametrize("name", ["", "..", "../out", "a/b", "-a", "a" * 65])
def test_a_name_that_leads_elsewhere_is_refused(name) -> None:
    with pytest.raises(SettingError, match="must be letters, digits"):
        new_set_folder(name)


def test_a_name_may_be_chinese() -> None:
    assert new_set_folder("肝癌-2026").name == "肝癌-2026"


def test_a_set_is_never_replaced() -> None:
    new_set_folder("ours").mkdir(parents=True)

    with pytest.raises(SettingError, match="never replaced, but ours is there"):
        new_set_folder("ours")
