"""What a page says when something is missing or wrong: one red sentence, and the server lives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.errors import HepasrError
from pages.shared.escape import plain
from pages.shared.words import say, say_or, say_sentence


@contextmanager
def explain_errors() -> Iterator[None]:
    """Turn an error a person can put right into one red notice; what the block would have shown is left out.

    The sentence is the room's own, its kind before it, both in the chosen language.
    """
    try:
        yield
    except HepasrError as error:
        show_error(error)


def show_error(error: HepasrError) -> None:
    """The red notice itself, where a page goes on with something a person can do about it."""
    kind = say_or(f"error.{type(error).__name__}", say("error.other"))
    st.error(f"**{kind}** {as_sentence(str(error))}", icon=":material/error:")


def as_sentence(message: str) -> str:
    """What core says, as it stands on a page in the chosen language, without any sign that Markdown would read.

    A sentence that is not translated begins with a capital letter, and each ends with the full stop of its language.
    """
    told = say_sentence(message)
    escaped = plain(told)
    if told == message:
        return f"{escaped[:1].upper()}{escaped[1:]}{'' if escaped.endswith('.') else '.'}"
    return escaped.removesuffix(say("error.stop")) + say("error.stop")
