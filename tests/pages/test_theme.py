"""Light and dark: one value per colour and theme, the same in theme, style sheet and charts."""

import re
import tomllib
from pathlib import Path

import pytest

from core.figures.dark import DARK, DARK_MODEL_COLOURS, GROUND
from core.figures.palette import INK, MODEL_COLOURS, MUTED
from pages.shared import theme

ROOT = Path(__file__).parents[2]
STYLE = (ROOT / "pages/shared/style.css").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]


def named(pattern: str) -> dict[str, str]:
    return dict(re.findall(pattern, STYLE))


def test_every_colour_of_the_style_sheet_has_a_light_and_a_dark_value():
    both = named(r"--([\w-]+): light-dark\(([^)]+)\)")
    plain = named(r"--([\w-]+): (#\w+);")

    assert {name: pair.split(", ")[0] for name, pair in both.items()} == plain


def test_every_variable_that_is_used_is_defined():
    used = set(re.findall(r"var\(--([\w-]+)\)", STYLE)) - {"hepasr-icon", "hepasr-upload"}

    assert used == set(named(r"--([\w-]+): (#\w+);"))


def test_cards_have_the_ground_charts_are_drawn_for():
    assert named(r"--(card): light-dark\(#fff, (#\w+)\)") == {"card": GROUND}
    assert CONFIG["dark"]["secondaryBackgroundColor"] == GROUND


@pytest.mark.parametrize(
    ("kind", "ink", "models"), [("light", INK, MODEL_COLOURS), ("dark", DARK[INK], DARK_MODEL_COLOURS)]
)
def test_streamlit_and_charts_have_one_ink_and_one_colour_per_model(kind, ink, models):
    assert CONFIG[kind]["textColor"] == ink
    assert CONFIG[kind]["chartCategoricalColors"] == list(models.values())


def test_muted_words_are_the_same_in_page_and_chart():
    assert named(r"--(muted): light-dark\(([^)]+)\)")["muted"] == f"{MUTED}, {DARK[MUTED]}"


def test_every_model_has_a_variable():
    assert all(f"--model-{name}: light-dark({MODEL_COLOURS[name]}," in theme.model_rules() for name in MODEL_COLOURS)


def test_nothing_casts_a_shadow():
    assert "box-shadow" not in STYLE
