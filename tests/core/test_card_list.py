"""Every card on this server, what ships first."""

import hashlib

import pytest

from core import card_list
from core.cards import CARD_NAME, MODELS, read_card
from core.prediction_set import DEFAULT_SET


@pytest.fixture
def saved(monkeypatch, tmp_path):
    folders = (tmp_path / "ours", tmp_path / DEFAULT_SET.name)
    monkeypatch.setattr(card_list, "list_prediction_sets", lambda: folders)
    return folders


def test_the_models_that_ship_come_first(saved):
    assert next(iter(card_list.list_cards().items())) == (DEFAULT_SET.name, DEFAULT_SET)


def test_every_folder_with_a_card_is_listed(saved):
    assert {path.parent for path in MODELS.glob(f"*/{CARD_NAME}")} < set(card_list.list_cards().values())


def test_a_set_of_the_team_stands_at_the_end(saved):
    assert list(card_list.list_cards().items())[-1] == ("ours", saved[0])


def test_a_set_does_not_hide_a_folder_that_ships(saved):
    assert saved[1] not in card_list.list_cards().values()


def test_every_card_that_ships_can_be_read(saved):
    shipped = {name: folder for name, folder in card_list.list_cards().items() if folder.parent == MODELS}

    assert {read_card(folder).name for folder in shipped.values()} == set(shipped)


def test_the_digest_is_that_of_the_card(saved):
    content = (DEFAULT_SET / CARD_NAME).read_bytes()

    assert card_list.card_digest(DEFAULT_SET) == hashlib.sha256(content).hexdigest()
