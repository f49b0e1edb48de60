"""A few seconds of fuzzing; `make fuzz` does it for minutes."""

import pytest

from core.errors import UnreadableFile
from tests.hostile import fuzz


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_any_bytes_end_in_a_value_or_a_sentence_at_the(name):
    assert sum(fuzz.fuzz(name, 120).values()) >= 120


def test_a_crash_is_found(monkeypatch):
    def crashing(content: bytes) -> None:
        if len(content) > 300:
            raise ZeroDivisionError
        raise UnreadableFile("it must be long, but it is short: lengthen it")

    monkeypatch.setitem(fuzz.TARGETS, "table", (fuzz.NIFTIS, crashing))

    with pytest.raises(ZeroDivisionError):
        fuzz.fuzz("table", 100)
