"""What made this number? The chain from the risk back to the images, with digests, parameters and code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from core.workup import Workup
from pages.shared import state
from pages.shared.naming import share_text
from pages.shared.notices import explain_errors
from pages.shared.widgets import Cell, show_note, show_table
from pages.shared.words import say, say_or

if TYPE_CHECKING:
    from core.store.trace import Made

DIGEST = re.compile("[0-9a-f]{64}")
HEAD = ("what", "digest", "sources", "params", "code")
MODELLED = ("prediction", "model")
"""Kinds that are named after a model; others after an image."""
DIGITS, LONGEST = 8, 220
"""How much of a digest and of the parameters the table shows; the file holds all."""


def show_origin(workup: Workup) -> None:
    """The chain of the headline risk, looked up when it is asked for."""
    panel = st.expander(say("origin.title"), key="origin", on_change="rerun", icon=":material/account_tree:")
    if panel.open:
        with panel, explain_errors():
            _show_chain(workup)


def _show_chain(workup: Workup) -> None:
    from core.store.database import open_store  # opens the database: not before somebody asks
    from core.store.trace import chain_json, trace_risk

    model = workup.headline.model
    chain = trace_risk(open_store(), state.job(), model)
    if not chain:
        show_note(say("origin.missing"))
        return
    show_note(say("origin.note", model=say(f"model.{model}"), risk=share_text(workup.headline.risk)))
    code = next((made.code_version for made in chain if made.code_version), "")
    caption = say("origin.caption", code=code, when=chain[0].created_at[:16].replace("T", " "))
    show_table([say(f"origin.{name}") for name in HEAD], map(_row, chain), caption, {})
    st.download_button(
        say("origin.download"),
        lambda: chain_json(chain, simulated=bool(state.demo_case_id())),
        f"{workup.case.case_id}-origin.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
        key="download_origin",
    )


def _row(made: Made) -> list[Cell]:
    roles = {role: say_or(f"origin.role_{role}", role) for role in made.sources}
    sources = [f"{roles[role]} {digest[:DIGITS]}" for role, digest in made.sources.items()]
    chosen = _told({**made.params, **made.versions})
    return [
        _name(made),
        (made.digest[:DIGITS], "digest"),
        (say("case.comma").join(sources) or say("origin.given"), "soft"),
        (chosen if len(chosen) <= LONGEST else f"{chosen[:LONGEST]}…", "soft"),
        (made.code_version[:DIGITS] or "–", "digest"),
    ]


def _name(made: Made) -> str:
    kind = say(f"origin.kind_{made.kind}")
    keys = (f"origin.name_{made.name}", f"model.{made.name}" if made.kind in MODELLED else "", f"arm.{made.name}")
    name = next((said for key in keys if (said := say_or(key, ""))), made.name)
    return say("origin.named", kind=kind, name=name) if name else kind


def _told(params: Mapping[str, Any]) -> str:
    """Parameters in one line: those of an inner table as if they stood outside, digests as short as elsewhere."""
    inner = {name: part for name, part in params.items() if isinstance(part, Mapping)}
    flat = {**params, **{key: value for part in inner.values() for key, value in part.items()}}
    shown = {name: value for name, value in flat.items() if name not in inner and value not in ([], "", None)}
    return "; ".join(f"{name} {_short(value)}" for name, value in shown.items())


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text[:DIGITS] if DIGEST.fullmatch(text) else text
