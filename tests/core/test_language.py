"""Two languages, one set of keys: a phrase missing in one of them is found here, not by a reader."""

from string import Formatter

import pytest

from core.language import LANGUAGES, read_phrases, translate


def placeholders(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def test_english_comes_first() -> None:
    assert LANGUAGES[0] == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(read_phrases(language)) ^ set(read_phrases("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_asks_for_the_same_values(language: str) -> None:
    differing = {
        key
        for key, phrase in read_phrases(language).items()
        if placeholders(phrase) != placeholders(read_phrases("en")[key])
    }

    assert differing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_text_that_says_something(language: str) -> None:
    silent = [
        key for key, phrase in read_phrases(language).items() if not isinstance(phrase, str) or not phrase.strip()
    ]

    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_has_a_plain_name(language: str) -> None:
    unnamed = {
        key for key, phrase in read_phrases(language).items() if not all(map(str.isidentifier, placeholders(phrase)))
    }

    assert unnamed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_disclaimer_is_there_in_every_language(language: str) -> None:
    assert translate("disclaimer.short", language)


def test_placeholder_checks_see_a_formatted_value() -> None:
    assert placeholders("{risk:.0%} of {n}, {{literal}}") == {"risk", "n"}


def test_values_fill_the_placeholders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.language.read_phrases", lambda _: {"case.risk": "Risk {risk:.0%} of {event}"})

    assert translate("case.risk", "en", risk=0.314, event="non-response") == "Risk 31% of non-response"


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match=r"'start\.nonsense' does not: add it in every language"):
        translate("start.nonsense", "en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError, match="'de' came"):
        translate("disclaimer.short", "de")


def test_a_missing_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.language.read_phrases", lambda _: {"case.risk": "Risk {risk:.0%}"})

    with pytest.raises(KeyError, match="needs a value for 'risk'"):
        translate("case.risk", "en")


def test_phrases_cannot_be_changed_by_a_page() -> None:
    with pytest.raises(TypeError):
        read_phrases("en")["disclaimer.short"] = ""  # type: ignore[index]
