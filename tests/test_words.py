"""No page holds a word of its own: whatever a person reads is a phrase of the dictionary, in every language."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.rules import Sources

SHOWING = frozenset(
    """
    altair_chart badge button caption checkbox code date_input dataframe download_button error exception
    expander file_uploader header html image info link_button markdown metric multiselect number_input page_link
    pills popover progress radio segmented_control select_slider selectbox slider spinner status subheader success tabs
    text text_area text_input time_input title toast toggle warning write
    """.split()
)
"""Streamlit's elements: the first argument is read by a person."""

READ = frozenset({"label", "body", "help", "placeholder", "text", "alt", "caption", "title", "note", "name", "options"})
"""Arguments by name that are read."""

UNREAD = {"show_head": 1, "show_chart": 9, "show_moving": 9, "show_viewer": 9, "show_table": 0}
"""Functions of ours to how many of their first arguments are names for the program."""

TAG, ENTITY, LETTERS = re.compile(r"<[^>]*>"), re.compile(r"&#?\w+;"), re.compile(r"[^\W\d_]{2,}")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SAME = frozenset({"AUC", "HepaSR", "SHA-256", "mRECIST", "CSV", "PDF", "SVG", "PNG", "mm", "dpi"})
"""Words that are the same in every language."""


def bare_words(sources: Sources) -> list[str]:
    """Literals that a person would read, one line each."""
    found = []
    for path, text in sources.items():
        if path == "app.py" or path.startswith("pages/"):
            found += [f"{path}:{line}: {words}" for line, words in sorted({*literal_words(text), *chinese(text)})]
    return found


def literal_words(text: str) -> Iterator[tuple[int, str]]:
    for call in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)):
        for shown in read_arguments(call):
            words = [w for w in LETTERS.findall(ENTITY.sub("", TAG.sub(" ", written(shown)))) if w not in SAME]
            if words:
                yield shown.lineno, " ".join(words)


def read_arguments(call: ast.Call) -> Iterator[ast.expr]:
    """What of a call a person reads."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in SHOWING or name.endswith("Column"):
        yield from call.args[:1]
    elif name.startswith("show_"):
        yield from call.args[UNREAD.get(name, 0) :]
    else:
        return
    yield from (keyword.value for keyword in call.keywords if keyword.arg in READ)


def written(node: ast.expr) -> str:
    """The text that stands in an expression itself; what is filled in is left open."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return f"{written(node.left)} {written(node.right)}"
    if isinstance(node, ast.IfExp):
        return f"{written(node.body)} {written(node.orelse)}"
    if isinstance(node, ast.List | ast.Tuple):
        return " ".join(written(part) for part in node.elts)
    return ""


def chinese(text: str) -> Iterator[tuple[int, str]]:
    """Chinese anywhere outside the dictionary: it can only be meant for a reader."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value):
            yield node.lineno, node.value


def test_no_page_holds_a_word_of_its_own(sources: Sources) -> None:
    assert bare_words(sources) == []


@pytest.mark.parametrize(
    "bad",
    [
        'st.button("Predict")',
        "st.markdown(f'<b>Risk</b> {risk}')",
        'grid.number_input(say("a.b"), help="In whole years")',
        'show_note("Nothing yet")',
        'show_name(say("a.b"), f"of {n} patients")',
        'st.error("No mask" if empty else say("a.b"))',
        'st.selectbox(say("a.b"), options=["Yes", "No"])',
        'config.TextColumn("Feature")',
        'st.caption("Score: " + value)',
        'LABEL = "患者"',
    ],
)
def test_a_bare_word_is_caught(bad: str) -> None:
    assert bare_words({"pages/case/bad.py": bad})


@pytest.mark.parametrize(
    "good",
    [
        'st.button(say("case.predict"), key="predict", icon=":material/play_arrow:", type="primary")',
        "st.html(f'<p class=\"note\">{escape(text)}</p>')",
        'st.download_button(say("a.b"), data, "prediction.json", "application/json")',
        'show_head("case", chips)',
        'st.caption("AUC")',
        'show_chart(figure, key="risk_place")',
        'state.keep_once("mask", key, make)',
    ],
)
def test_what_no_person_reads_is_let_pass(good: str) -> None:
    assert bare_words({"pages/case/good.py": good}) == []
