"""What becomes of a child that does not come to its end."""

import logging

import pytest

from core.confined.call import Limits, call_confined
from core.errors import EmptyMask, UnreadableFile


def ask(name, limits=None, content=b"abc", **words):
    return call_confined(f"tests.core.confined.tasks:{name}", content, limits, **words)


def test_the_answer_is_plain_values_and_bytes():
    assert ask("turn_round", times=2) == ({"length": 3}, b"cbacba")


def test_the_refusal_of_the_child_is_raised_here_by_its_kind():
    with pytest.raises(EmptyMask, match=r"^nothing is here$"):
        ask("refuse")


def test_a_crash_becomes_one_sentence_and_a_line_in_the_log(caplog):
    with caplog.at_level(logging.WARNING), pytest.raises(UnreadableFile, match=r"had to be stopped \(status -11\)"):
        ask("crash")

    assert "crash ended with -11" in caplog.text


def test_memory_is_limited():
    with pytest.raises(UnreadableFile, match="within 256 MB of memory"):
        ask("fill", Limits(memory_mb=256))


def test_time_is_limited():
    with pytest.raises(UnreadableFile, match="within 1 s"):
        ask("wait", Limits(seconds=1))


def test_the_processor_is_limited_and_so_is_the_disk():
    with pytest.raises(UnreadableFile, match="had to be stopped"):
        ask("write", Limits(file_mb=1))


def test_what_libraries_print_is_no_part_of_the_answer():
    assert ask("chatter")[0] == {}
