"""The words on screen in two languages, one TOML file each in `phrases/`. Who chose which is not known here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.values.frozen import FrozenMapping

LANGUAGES = ("en", "zh")
"""ISO 639-1 codes; the first is the default."""

FOLDER = Path(__file__).parent / "phrases"


def translate(key: str, language: str, **values: object) -> str:
    """The phrase of a key in a language, its placeholders filled.

    Parameters
    ----------
    key : dotted path through the tables of the file, e.g. ``"disclaimer.short"``
    language : one of `LANGUAGES`
    **values : one per placeholder, formatted as the phrase says (``{risk:.0%}``); extra values are ignored

    Raises
    ------
    KeyError
        The language, the key or a placeholder's value is missing: a mistake of the page, never of the user.

    Examples
    --------
    >>> translate("disclaimer.short", "en")
    'Research use only. Not a medical device.'
    """
    phrases = read_phrases(language)
    if key not in phrases:
        raise KeyError(
            f"a phrase must stand in phrases/{language}.toml, but {key!r} does not: add it in every language"
        )
    try:
        return str(phrases[key]).format_map(values)
    except KeyError as missing:
        message = f"the phrase {key!r} needs a value for {missing}, but {sorted(values)} came: pass it by name"
        raise KeyError(message) from missing


@cache
def read_phrases(language: str) -> Mapping[str, str]:
    """Every phrase of a language, dotted key to text; read once.

    Raises
    ------
    KeyError
        The language is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise KeyError(f"the language must be one of {LANGUAGES}, but {language!r} came: choose one of them")
    tables = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return FrozenMapping(dict(_flatten(tables)))


def _flatten(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, entry in tables.items():
        if isinstance(entry, Mapping):
            yield from _flatten(entry, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", entry
