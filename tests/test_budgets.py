"""How long, how deep and how named. Every rule stands beside a bad example it must catch.

A rule takes the sources (path to text) and returns one line per offence, so that examples need no files.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.rules import Function, Sources, is_command

LINES = (("app.py", 80), ("pages/*/view.py", 100), ("*.py", 200))
"""First matching pattern of a file and its most lines."""
FUNCTION_LINES, ARGUMENTS, NESTING = 40, 6, 3

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "handler"}
"""Names that say a thing has no room."""
EMPTY_VERBS = ("get_", "do_", "process_", "handle_", "run_", "calc_", "manage_")
"""Verbs that say nothing is known of what a function returns."""

SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
BLOCKS = ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.Match
BLIND = {"Exception", "BaseException"}


def functions(text: str) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, Function))


def docstring_lines(node: ast.AST) -> set[int]:
    """Lines that are documentation: strings that stand alone."""
    alone = (n for n in ast.walk(node) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))
    return {line for n in alone if isinstance(n.value.value, str) for line in range(n.lineno, n.end_lineno + 1)}


def code_lines(text: str) -> set[int]:
    """Lines that hold code: neither blank nor comment nor docstring."""
    spoken = (token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type not in SILENT)
    lines = {line for token in spoken for line in range(token.start[0], token.end[0] + 1)}
    return lines - docstring_lines(ast.parse(text))


def depth(statements: list[ast.stmt]) -> int:
    """How many blocks stand inside one another; `elif` is no deeper than its `if`."""
    return max((block_depth(statement) for statement in statements), default=0)


def block_depth(statement: ast.stmt) -> int:
    if not isinstance(statement, BLOCKS):
        return 0
    inner = [depth(getattr(statement, part, [])) for part in ("body", "finalbody")]
    inner += [depth(part.body) for part in (*getattr(statement, "handlers", []), *getattr(statement, "cases", []))]
    otherwise = getattr(statement, "orelse", [])
    chained = len(otherwise) == 1 and isinstance(statement, ast.If) and isinstance(otherwise[0], ast.If)
    return max(1 + max([*inner, 0 if chained else depth(otherwise)]), depth(otherwise) if chained else 0)


def long_files(sources: Sources) -> list[str]:
    budgets = {path: next(most for name, most in LINES if PurePosixPath(path).match(name)) for path in sources}
    counts = {path: len(text.splitlines()) for path, text in sources.items()}
    return [
        f"{path}: {counts[path]} lines, {budgets[path]} allowed" for path in sources if counts[path] > budgets[path]
    ]


def long_functions(sources: Sources) -> list[str]:
    wrong = []
    for path, text in sources.items():
        coded = code_lines(text)
        for function in functions(text):
            count = len(coded & set(range(function.lineno, function.end_lineno + 1)))
            wrong += [f"{path}: {function.name} has {count} code lines"] if count > FUNCTION_LINES else []
    return wrong


def crowded_functions(sources: Sources) -> list[str]:
    wrong = []
    for path, text in sources.items():
        for function in functions(text):
            given = function.args
            names = {argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)} - {
                "self",
                "cls",
            }
            crowded = len(names) > ARGUMENTS and not is_command(function)
            wrong += [f"{path}: {function.name} takes {len(names)} arguments"] if crowded else []
    return wrong


def deep_functions(sources: Sources) -> list[str]:
    found = ((path, function) for path, text in sources.items() for function in functions(text))
    return [f"{path}: {function.name} is too deep" for path, function in found if depth(function.body) > NESTING]


def empty_names(sources: Sources) -> list[str]:
    """Files, classes and functions named after nothing."""
    wrong = [path for path in sources if DRAWERS & words(path)]
    for path, text in sources.items():
        for node in ast.walk(ast.parse(text)):
            verb = isinstance(node, Function) and node.name.lstrip("_").startswith(EMPTY_VERBS)
            drawer = isinstance(node, ast.ClassDef) and DRAWERS & words(node.name)
            wrong += [f"{path}: {node.name}"] if verb or drawer else []
    return wrong


def words(name: str) -> set[str]:
    return set(re.findall("[a-z]+", re.sub("([A-Z])", r" \1", name).lower()))


def loose_pages(sources: Sources) -> list[str]:
    """Files Streamlit would serve on its own, without app.py in front."""
    return [path for path in sources if re.fullmatch(r"pages/(?!__init__)[^/]+\.py", path)]


def prints(sources: Sources) -> list[str]:
    calls = ((path, n) for path, text in sources.items() for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call))
    return [f"{path}:{call.lineno}" for path, call in calls if ast.unparse(call.func) in {"print", "builtins.print"}]


def blind_excepts(sources: Sources) -> list[str]:
    """Handlers and suppressions that swallow whatever comes."""
    wrong = []
    for path, text in sources.items():
        for node in ast.walk(ast.parse(text)):
            caught = caught_names(node)
            wrong += [f"{path}:{node.lineno}"] if caught is not None and (not caught or caught & BLIND) else []
    return wrong


def caught_names(node: ast.AST) -> set[str] | None:
    if isinstance(node, ast.ExceptHandler):
        return {ast.unparse(part) for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else set()
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
        return {ast.unparse(argument) for argument in node.args} or None
    return None


def loose_exports(sources: Sources) -> list[str]:
    """Tables written as CSV past the one door where formulas are disarmed."""
    wrong = []
    for path, text in sources.items():
        for node in ast.walk(ast.parse(text)) if path != "core/csv_text.py" else ():
            wrong += [f"{path}:{node.lineno}"] if isinstance(node, ast.Attribute) and node.attr == "to_csv" else []
    return wrong


def stray_session_states(sources: Sources) -> list[str]:
    """Uses of session_state outside its one door."""
    wrong = []
    for path, text in sources.items():
        for node in ast.walk(ast.parse(text)) if not path.startswith("pages/shared/state/") else ():
            names = {getattr(node, key, None) for key in ("attr", "id", "name")}
            wrong += [f"{path}:{node.lineno}"] if "session_state" in names else []
    return wrong


NESTED = "def f():\n for a in b:\n  if a:\n   with c:\n    while d:\n     pass"
LONG = "def f():\n" + '    """\n    Said.\n    """\n\n    # why\n' + "    x = 1\n" * 40
BAD = [
    (long_files, {"app.py": "\n" * 81}),
    (long_files, {"pages/start/view.py": "\n" * 101}),
    (long_files, {"core/imaging/nifti.py": "\n" * 201}),
    (long_functions, {"core/bad.py": LONG}),
    (crowded_functions, {"core/bad.py": "@lru_cache()\ndef f(a, b, c, d, e, g, h): ..."}),
    (crowded_functions, {"core/bad.py": "def f(a, b, c, /, d, *, e, g, h): ..."}),
    (deep_functions, {"core/bad.py": NESTED}),
    (empty_names, {"core/imaging/image_utils.py": ""}),
    (empty_names, {"core/helpers/imaging.py": ""}),
    (empty_names, {"core/bad.py": "def _get_volume(): ..."}),
    (empty_names, {"core/bad.py": "class VolumeManager: ..."}),
    (loose_pages, {"pages/start.py": ""}),
    (prints, {"core/bad.py": "def f():\n    print('seen')"}),
    (blind_excepts, {"core/bad.py": "try:\n    f()\nexcept:\n    pass"}),
    (blind_excepts, {"core/bad.py": "try:\n    f()\nexcept (ValueError, Exception):\n    pass"}),
    (blind_excepts, {"core/bad.py": "import contextlib\nwith contextlib.suppress(Exception):\n    f()"}),
    (loose_exports, {"pages/start/view.py": "text = table.to_csv()"}),
    (stray_session_states, {"pages/start/view.py": "import streamlit as st\nst.session_state['a'] = 1"}),
    (stray_session_states, {"pages/start/view.py": "from streamlit import session_state"}),
]
GOOD = [
    (long_functions, {"core/good.py": LONG.removesuffix("    x = 1\n")}),
    (crowded_functions, {"core/good.py": "@app.command()\ndef f(a, b, c, d, e, g, h): ..."}),
    (crowded_functions, {"core/good.py": "class A:\n    def f(self, a, b, c, d, e, g, *rest, **named): ..."}),
    (
        deep_functions,
        {"core/good.py": "def f():\n if a:\n  pass\n elif b:\n  pass\n elif c:\n  pass\n elif d:\n  pass"},
    ),
    (empty_names, {"core/good.py": "def running_mean(): ...\ndef get(): ...\nclass Handles: ..."}),
    (loose_pages, {"pages/start/view.py": "", "pages/__init__.py": ""}),
    (blind_excepts, {"core/good.py": "try:\n    f()\nexcept (OSError, ValueError):\n    pass"}),
    (loose_exports, {"pages/start/view.py": "text = as_csv(table)"}),
    (stray_session_states, {"pages/shared/state/case.py": "import streamlit as st\nst.session_state['a'] = 1"}),
]
RULES = sorted({rule for rule, _ in BAD}, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", RULES)
def test_the_project_keeps_the_rule_against(rule, sources: Sources) -> None:
    assert rule(sources) == []


@pytest.mark.parametrize(("rule", "bad"), BAD)
def test_a_bad_example_is_caught_by(rule, bad: Sources) -> None:
    assert len(rule(bad)) == 1


@pytest.mark.parametrize(("rule", "good"), GOOD)
def test_a_good_example_is_let_through_by(rule, good: Sources) -> None:
    assert rule(good) == []
