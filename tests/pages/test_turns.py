"""A few pages are drawn at once; who waits for something long begins all the same."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.shared import turns


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    monkeypatch.setattr(turns, "AT_ONCE", threading.BoundedSemaphore(2))
    return turns.AT_ONCE


class Watched:
    """Pages that take a moment, and how many of them were drawn at once at most."""

    def __init__(self) -> None:
        self.inside, self.most = 0, 0
        self.lock = threading.Lock()

    def draw(self, _page: int) -> None:
        with turns.own_turn():
            self.count(1)
            time.sleep(0.01)
            self.count(-1)

    def count(self, more: int) -> None:
        with self.lock:
            self.inside += more
            self.most = max(self.most, self.inside)


@pytest.mark.usefixtures("places")
def test_two_compute_at_once_and_no_third() -> None:
    pages = Watched()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(pages.draw, range(40)))

    assert (pages.most, pages.inside) == (2, 0)


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
