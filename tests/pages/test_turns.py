"""A few pages are drawn at once; who waits for something long begins all the same."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.shared import turns


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    monkeypatch.setattr(turns, "AT_ONCE", threading.BoundedSemaphore(2))
    return turns.AT_ONCE


def test_two_compute_at_once_and_no_third(places) -> None:
    inside, most, pause = set(), [0], threading.Event()

    def draw(page: int) -> None:
        with turns.own_turn():
            inside.add(page)
            most[0] = max(most[0], len(inside))
            pause.wait(0.01)
            inside.remove(page)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(draw, range(40)))

    assert most == [2]


def test_a_page_that_fails_leaves_its_place(places) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.own_turn():
            raise ZeroDivisionError

    assert places.acquire(blocking=False)
    assert places.acquire(blocking=False)


def test_nobody_waits_for_ever(places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns.own_turn(), turns.own_turn():
        with turns.own_turn():
            assert not places.acquire(blocking=False)
        assert not places.acquire(blocking=False)  # who came without a place gives none back
