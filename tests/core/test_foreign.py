"""Text of strangers: what is taken, and what is refused without a crash."""

import pytest

from core import foreign
from core.foreign import is_plain_name, parse_json, parse_toml

DEEP = 200_000


def test_plain_text_is_read():
    assert parse_json('{"a": [1, 2.5, null]}') == {"a": [1, 2.5, None]}
    assert parse_toml('a = [1, 2]\n[b]\nc = "d"') == {"a": [1, 2], "b": {"c": "d"}}


@pytest.mark.parametrize("text", ["[" * DEEP, '{"a":' * DEEP, "[NaN]", "[-Infinity]", "[1", ""])
def test_bad_json_is_one_kind_of_error(text):
    with pytest.raises(ValueError, match=r"."):
        parse_json(text)


@pytest.mark.parametrize("text", ["a = " + "[" * DEEP, "a = " + "{b = " * DEEP, "a =", "a = 1" + "0" * 5000])
def test_bad_toml_is_one_kind_of_error(text):
    with pytest.raises(ValueError, match=r"."):
        parse_toml(text)


def test_text_far_too_long_is_not_even_parsed(monkeypatch):
    monkeypatch.setattr(foreign, "MOST_CHARACTERS", 10)

    with pytest.raises(ValueError, match="11 characters, where 10 are many"):
        parse_json("[1, 2, 3, 4")


@pytest.mark.parametrize("name", ["net", "sr-1.0", "临床", "a b", "..a"])
def test_a_name_that_stays_is_plain(name):
    assert is_plain_name(name)


@pytest.mark.parametrize("name", ["", ".", "..", "/etc", "a/b", "../a", "a\\b", "C:a", "a\0b", None, 5])
def test_a_name_that_leads_elsewhere_is_not(name):
    assert not is_plain_name(name)
