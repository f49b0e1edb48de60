"""What core says, said in another language: a sentence is recognised by the words in it that never change.

Core raises its errors in English, each a template filled with values. `phrases/sentences.<language>.toml` lists every
template beside its translation, so that whoever raises an error need not know of languages. A value is taken over as it
is, for it may be a foreign text; only where the translation asks for it, ``{0:译}``, is it one of core's own words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from string import Formatter

from core.language import FOLDER, LANGUAGES, read_phrases

TRANSLATED = "译"
"""What a placeholder says behind its number when the value is to be translated as well."""

DEPTH = 4
"""How far values are translated inside values; deeper they stay as they are."""

CHECKED = "checked."
"""Phrases that a page says itself, and core as an error when a check fails."""


@dataclass(frozen=True)
class Template:
    """A sentence with gaps, and how it is said in another language.

    Parameters
    ----------
    parts : what stands between the values, one more than there are values
    fields : of the translation, in order: what stands before a value, the value's number and whether it is translated;
        the last has no value, but None
    """

    parts: tuple[str, ...]
    fields: tuple[tuple[str, int | None, bool], ...]

    @cached_property
    def constant(self) -> int:
        """Characters that never change."""
        return sum(map(len, self.parts))

    def match(self, sentence: str) -> tuple[str, ...] | None:
        """The values of a sentence, or None when it is another one.

        Notes
        -----
        The first part must begin the sentence and the last must end it; each other part is taken where it comes first.
        That finds a match wherever there is one, in one pass, whatever the values hold.
        """
        if len(self.parts) == 1:
            return () if sentence == self.parts[0] else None
        first, *middle, last = self.parts
        end = len(sentence) - len(last)
        if end < len(first) or not sentence.startswith(first) or not sentence.endswith(last):
            return None
        values, at = [], len(first)
        for part in middle:
            found = sentence.find(part, at, end)
            if found < 0:
                return None
            values.append(sentence[at:found])
            at = found + len(part)
        return (*values, sentence[at:end])


def translate_sentence(sentence: str, language: str) -> str:
    """A sentence of core in a language; one that is not listed stays as it is.

    Parameters
    ----------
    sentence : as an error, a note or a job says it, in English
    language : one of `core.language.LANGUAGES`

    Examples
    --------
    >>> translate_sentence("the region must fit into memory, but it does not: choose a smaller one", "zh")
    '区域须能放入内存，但超出内存：请选择较小的区域'
    """
    return _translate(sentence, language, DEPTH)


@cache
def read_templates(language: str) -> tuple[Template, ...]:
    """Every template of a language, those of the most constant characters first; none for English."""
    if language == LANGUAGES[0]:
        return ()
    own, listed = read_phrases(LANGUAGES[0]), read_sentences(language)
    checked = {own[key]: told for key, told in read_phrases(language).items() if key.startswith(CHECKED)}
    templates = [_compile(*pair) for table in (*listed.values(), checked) for pair in table.items()]
    return tuple(sorted(templates, key=lambda template: template.constant, reverse=True))


@cache
def read_sentences(language: str) -> Mapping[str, Mapping[str, str]]:
    """The tables ``sentences`` and ``values``, English template to its translation."""
    return tomllib.loads((FOLDER / f"sentences.{language}.toml").read_text(encoding="utf-8"))


def _translate(sentence: str, language: str, depth: int) -> str:
    for template in read_templates(language) if depth else ():
        values = template.match(sentence)
        if values is not None:
            return "".join(
                text + _value(values, number, language if translated else LANGUAGES[0], depth)
                for text, number, translated in template.fields
            )
    return sentence


def _value(values: Sequence[str], number: int | None, language: str, depth: int) -> str:
    return "" if number is None else _translate(values[number], language, depth - 1)


def _compile(english: str, told: str) -> Template:
    """Take apart a template whose values have no names, and are numbered in the translation, or have names in both."""
    parts: list[str] = [""]
    names: list[str] = []
    for text, name, _, _ in Formatter().parse(english):
        parts[-1] += text
        if name is not None:
            names.append(name or str(len(names)))
            parts.append("")
    fields = tuple(
        (text, None if name is None else names.index(name), spec == TRANSLATED)
        for text, name, spec, _ in Formatter().parse(told)
    )
    return Template(tuple(parts), fields)
