"""The page of cards: what is said of a model, its digests, and how one gets there."""

import hashlib

import pytest

from core.cards import CARD_NAME, MODELS, read_card
from core.errors import CardError
from core.prediction_set import DEFAULT_SET
from core.superres.network import DEFAULT_NETWORK
from pages.cards import choice


def test_the_models_that_ship_are_read_first(open_page, shown):
    text = shown(open_page("cards"))

    card = read_card(DEFAULT_SET)
    assert [card.limits in text, card.intended_use in text, card.data in text] == [True, True, True]


def test_every_file_stands_with_its_digest(open_page, shown):
    text = shown(open_page("cards"))

    assert [digest for digest in read_card(DEFAULT_SET).files.values() if digest not in text] == []
    assert hashlib.sha256((DEFAULT_SET / CARD_NAME).read_bytes()).hexdigest() in text


def test_models_are_told_with_patients_events_and_threshold(open_page, shown):
    text = shown(open_page("cards"))

    assert '<td class="number">97</td><td class="number">43</td><td class="number">40.3%</td>' in text


@pytest.mark.parametrize("name", sorted(path.parent.name for path in MODELS.glob(f"*/{CARD_NAME}")))
def test_a_card_is_opened_by_the_address(open_page, shown, name):
    page = open_page("cards", card=name)

    assert not page.exception
    assert not page.error
    assert f'<p class="name">{name}</p>' in shown(page)


def test_another_card_stands_in_the_address(open_page):
    page = open_page("cards")

    page.selectbox(key="which_card").set_value(DEFAULT_NETWORK).run()

    assert page.query_params["card"] == DEFAULT_NETWORK


def test_an_altered_folder_is_one_red_sentence(open_page, monkeypatch):
    def refuse(_folder):
        raise CardError("every file must be as the card lists it, but one differs: restore the folder")

    monkeypatch.setattr(choice, "read_card", refuse)

    page = open_page("cards")

    assert [len(page.error), len(page.exception)] == [1, 0]


def test_cards_in_chinese(open_page, shown):
    text = shown(open_page("cards", language="zh"))

    assert "文件与摘要" in text
    assert "最大似然法" in text
