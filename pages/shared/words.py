"""Every word on screen comes through here, in the language the person chose."""

from __future__ import annotations

from core.language import translate
from core.sentences import translate_sentence
from pages.shared import state


def say(key: str, **values: object) -> str:
    """The phrase of a key in the chosen language, its placeholders filled."""
    return translate(key, state.language(), **values)


def say_in(language: str | None, key: str, **values: object) -> str:
    """The phrase of a key in a given language, or in the chosen one: what is taken away may speak another."""
    return translate(key, language or state.language(), **values)


def say_or(key: str, otherwise: str) -> str:
    """The phrase of a key, or the given text when the key is not in the dictionary (a name that core made)."""
    try:
        return say(key)
    except KeyError:
        return otherwise


def say_sentence(sentence: str) -> str:
    """What core says in an error, a note or a reason, in the chosen language; nothing in it is escaped."""
    return translate_sentence(sentence, state.language())


def notice(*, simulated: bool) -> str:
    """What stands at the head of every table that leaves, in English like its columns."""
    notes = [translate("disclaimer.footer", "en"), *([translate("disclaimer.simulated", "en")] if simulated else [])]
    return " ".join(notes)
