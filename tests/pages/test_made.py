"""What is made once is made again for other data or another choice; data of a session are shared with nobody."""

import pytest

from pages.shared import state
from pages.shared.made import made_once


@pytest.fixture(autouse=True)
def session(monkeypatch) -> None:
    """A session without data of its own."""
    monkeypatch.setattr(state.slots.st, "session_state", {})


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_the_same_question_is_answered_once() -> None:
    make = Counted()

    assert [made_once("once", ("digest", 0.5), make) for _ in range(3)] == [1, 1, 1]


def test_another_key_or_name_is_another_question() -> None:
    make = Counted()
    keys = [
        ("other", ("digest", 0.5)),
        ("other", ("digest", 0.4)),
        ("name", ("digest", 0.5)),
        ("other", ("", "digest")),
    ]

    assert [made_once(name, key, make) for name, key in keys] == [1, 2, 3, 4]


def test_a_session_with_data_of_its_own_shares_nothing(monkeypatch) -> None:
    make = Counted()
    state.READINGS.keep("a table")
    mine = made_once("mine", ("digest",), make), made_once("mine", ("digest",), make)
    monkeypatch.setattr(state.slots.st, "session_state", {})

    assert (*mine, made_once("mine", ("digest",), make)) == (1, 1, 2)


def test_a_file_that_was_just_chosen_is_shared_with_nobody(monkeypatch) -> None:
    make = Counted()
    made_once("file", ("digest",), make, own=True)
    monkeypatch.setattr(state.slots.st, "session_state", {})

    assert made_once("file", ("digest",), make, own=True) == 2
