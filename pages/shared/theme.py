"""The theme a person sees, light or dark: what style sheet and charts take from it, and how a change is noticed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.figures.dark import DARK_MODEL_COLOURS, in_dark
from core.figures.palette import MODEL_COLOURS

# Charts get their colours on the server, and Streamlit runs no script when the theme is changed: this asks for one.
WATCH = """
export default function ({ setTriggerValue }) {
  const page = document.querySelector(".stApp");
  const theme = () => getComputedStyle(page).colorScheme;
  let known = theme();
  const watch = new MutationObserver(() => {
    if (theme() !== known) setTriggerValue("theme", (known = theme()));
  });
  watch.observe(page, { attributes: true, attributeFilter: ["class"] });
  return () => watch.disconnect();
}
"""


def model_rules() -> str:
    """The colour of every model as a variable of the style sheet, ``--model-<name>``, with one value per theme."""
    pairs = {name: f"light-dark({colour}, {DARK_MODEL_COLOURS[name]})" for name, colour in MODEL_COLOURS.items()}
    plain = "".join(f"--model-{name}: {colour};" for name, colour in MODEL_COLOURS.items())
    both = "".join(f"--model-{name}: {pair};" for name, pair in pairs.items())
    return f":root {{ {plain} }} @supports (color: light-dark(#000, #fff)) {{ :root {{ {both} }} }}"


def model_colour(name: str) -> str:
    """The colour of a model, for HTML."""
    return f"var(--model-{name})"


def model_hex(name: str) -> str:
    """The colour of a model in the theme, where no variable is understood."""
    return (DARK_MODEL_COLOURS if st.context.theme.type == "dark" else MODEL_COLOURS)[name]


def watch_theme() -> None:
    """Draw the page again when the theme is changed."""
    watch = st.components.v2.component("hepasr_theme", js=WATCH)
    watch(key="theme", on_theme_change=lambda: None)


def themed(figure: Any) -> Any:
    """A chart of core in the colours of the theme."""
    return in_dark(figure) if st.context.theme.type == "dark" else figure
