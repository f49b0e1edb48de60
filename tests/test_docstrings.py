"""What must be said of every public name. Every rule stands beside a bad example it must catch.

Public is what neither starts with an underscore nor stands inside a function. Ruff checks how a docstring is laid out;
these rules check that it tells what a caller needs: shapes, errors, and where a formula comes from.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.rules import Function, Sources, is_command

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

SENTENCE_IS_ENOUGH = 4
"""A function that takes more arguments than this explains each in a Parameters section."""
BARE_ARRAY = re.compile(r"\b(NDArray|ndarray|Array|ArrayLike|Tensor)\b")
SHAPE = re.compile(r"\([^()]*,[^()]*\)|\bany shape\b|\belement by element\b")
REFERENCE = re.compile(r"`\w[\w.]*`")
WITH_FORMULAS = re.compile(r"core/(evaluation|clinical)/(?!__init__|inputs)\w+\.py")
YEAR = re.compile(r"\b(18|19|20)\d\d\b")


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    for node in tree.body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield node
            yield from public(node) if isinstance(node, ast.ClassDef) else ()


def core_functions(sources: Sources) -> Iterator[tuple[str, Function, str]]:
    """Path, node and docstring of each public function that stands by itself in core/."""
    for path, text in sources.items():
        for node in public(ast.parse(text)) if path.startswith("core/") else ():
            if isinstance(node, Function) and node.col_offset == 0 and not is_command(node):
                yield f"{path}: {node.name}", node, ast.get_docstring(node) or ""


def undocumented(sources: Sources) -> list[str]:
    """Modules, classes, methods and functions that say nothing; an empty module may."""
    wrong = []
    for path, text in sources.items():
        tree = ast.parse(text)
        wrong += [path] if tree.body and not ast.get_docstring(tree) else []
        wrong += [f"{path}: {node.name}" for node in public(tree) if not ast.get_docstring(node)]
    return wrong


def unexplained_arguments(sources: Sources) -> list[str]:
    found = ((name, len(arguments(node)), said) for name, node, said in core_functions(sources))
    return [name for name, count, said in found if count > SENTENCE_IS_ENOUGH and "Parameters\n---" not in said]


def arguments(node: Function) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]


def shapeless_arrays(sources: Sources) -> list[str]:
    """Functions that take or return a bare array and neither give a shape nor name the function that does."""
    wrong = []
    for name, node, said in core_functions(sources):
        types = " ".join(ast.unparse(a) for a in (*(a.annotation for a in arguments(node)), node.returns) if a)
        silent = not SHAPE.search(said) and not REFERENCE.search(said)
        wrong += [name] if BARE_ARRAY.search(types) and silent else []
    return wrong


def unnamed_errors(sources: Sources) -> list[str]:
    """Errors a function raises itself and does not speak of."""
    wrong = []
    for name, node, said in core_functions(sources):
        raised = {n.exc.func for n in ast.walk(node) if isinstance(n, ast.Raise) and isinstance(n.exc, ast.Call)}
        wrong += [f"{name} raises {ast.unparse(error)}" for error in raised if ast.unparse(error) not in said]
    return wrong


def unsourced_formulas(sources: Sources) -> list[str]:
    """Files of statistics and clinical rules whose docstrings cite nothing with a year."""
    wrong = []
    for path, text in sources.items():
        tree = ast.parse(text)
        said = " ".join(filter(None, map(ast.get_docstring, (tree, *public(tree)))))
        wrong += [path] if WITH_FORMULAS.fullmatch(path) and not YEAR.search(said) else []
    return wrong


BAD = [
    (undocumented, {"core/bad.py": "x = 1"}),
    (undocumented, {"pages/start/view.py": "import streamlit"}),
    (undocumented, {"core/bad.py": '"""Said."""\ndef f(): ...'}),
    (undocumented, {"core/bad.py": '"""Said."""\nclass A:\n    """Said."""\n    def f(self): ...'}),
    (unexplained_arguments, {"core/bad.py": 'def f(a, b, c, *, d, e):\n    """Join five things."""'}),
    (shapeless_arrays, {"core/bad.py": 'def f(a: np.ndarray) -> float:\n    """Mean of a."""'}),
    (shapeless_arrays, {"core/bad.py": 'def f() -> torch.Tensor:\n    """Zeros."""'}),
    (unnamed_errors, {"core/bad.py": 'def f():\n    """Refuse."""\n    raise EmptyMask("no voxel")'}),
    (unsourced_formulas, {"core/evaluation/bad.py": '"""Area under the curve."""'}),
]
GOOD = [
    (undocumented, {"pages/__init__.py": ""}),
    (undocumented, {"core/good.py": '"""Said."""\ndef _f(): ...'}),
    (unexplained_arguments, {"core/good.py": '@app.command()\ndef f(a, b, c, d, e):\n    """Join five things."""'}),
    (unexplained_arguments, {"core/good.py": 'def f(a, b):\n    """Join a and b."""'}),
    (shapeless_arrays, {"core/good.py": 'def f(a: np.ndarray) -> float:\n    """Mean of (n_cases,) risks."""'}),
    (unnamed_errors, {"core/good.py": 'def f():\n    """Raise `EmptyMask`."""\n    raise EmptyMask("no voxel")'}),
    (unsourced_formulas, {"core/evaluation/good.py": '"""AUC (Hanley & McNeil 1982)."""'}),
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
