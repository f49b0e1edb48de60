"""No page holds a word of its own: whatever a person reads is a phrase of the dictionary, in every language."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.rules import Sources

SHOWING = re.findall(
    r"\w+",
    "altair_chart badge button caption checkbox code date_input dataframe download_button error exception "
    "expander file_uploader header html image info link_button markdown metric multiselect number_input "
    "pills popover progress radio segmented_control select_slider selectbox slider spinner status "
    "subheader success tabs text text_area text_input time_input title toast toggle warning write",
)
"""Streamlit's elements: the first argument is read by a person."""

READ = frozenset({"label", "body", "help", "placeholder", "text", "alt", "caption", "title", "note", "name", "options"})
"""Arguments by name that are read."""

PLACES = {"page_link": slice(0), "show_head": slice(1, None), "show_table": slice(None), "show_trial": slice(1, 2)}
PLACES |= dict.fromkeys(("show_chart", "show_drawn", "show_moving", "show_viewer"), slice(0))
"""Which arguments of a function are read, where it is not the first of Streamlit's or every one of ours."""

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
    if name in PLACES:
        yield from call.args[PLACES[name]]
    elif name in SHOWING or name.endswith("Column"):
        yield from call.args[:1]
    elif name.startswith("show_"):
        yield from call.args
    else:
        return
    yield from (keyword.value for keyword in call.keywords if keyword.arg in READ)


def written(node: ast.expr) -> str:
    """The text that stands in an expression itself; what is filled in is left open."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return " ".join(map(written, parts(node)))


def parts(node: ast.expr) -> list[ast.expr]:
    """What of an expression becomes text; of a chip or a cell its text, not how it looks."""
    match node:
        case ast.JoinedStr(values=values):
            return values
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            return [one, other]
        case ast.List(elts=several):
            return several
        case ast.Tuple(elts=several):
            return several[:1]
    return []


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
        'st.page_link("pages/case/view.py", label="Open")',
        'show_head("case", [("Demonstration", "notice")])',
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
        'show_head("case", [(say("a.b"), "notice")])',
        'st.page_link("pages/case/view.py", label=say("a.b"))',
        'st.caption("AUC")',
        'show_chart(figure, key="risk_place")',
        'state.keep_once("mask", key, make)',
    ],
)
def test_what_no_person_reads_is_let_pass(good: str) -> None:
    assert bare_words({"pages/case/good.py": good}) == []
