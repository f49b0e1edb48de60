"""Every sentence the project raises, read from its source as a template: each value that is filled in is ``{}``."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from itertools import product

from tests.rules import Function, Sources

PROSE = re.compile(r"[a-z]+ [A-Za-z]{2,}")
"""Two words beside each other: what no name, unit or key of a file has."""


class Module:
    """One file: its functions, its calls, and which function a node stands in."""

    def __init__(self, text: str) -> None:
        self.tree = ast.parse(text)
        self.nodes = list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def calls(self) -> dict[str, list[ast.Call]]:
        """What is called, by its name."""
        found: dict[str, list[ast.Call]] = {}
        for node in (node for node in self.nodes if isinstance(node, ast.Call)):
            found.setdefault(called(node), []).append(node)
        return found

    def around(self, node: ast.AST) -> ast.AST:
        """The innermost function a node stands in, or the module."""
        holding = [f for f in self.functions if f.lineno <= node.lineno <= f.end_lineno]
        return max(holding, key=lambda f: f.lineno, default=self.tree)

    def named(self, name: str) -> list[ast.AST]:
        """The function of a name, or what a constant of that name is."""
        return [f for f in self.functions if f.name == name] or assigned(self.tree, name)


class Reader:
    """Reads the templates of an expression; follows what a name, an argument or a function's result may stand for."""

    def __init__(self, modules: Mapping[str, Module], module: Module, under_way: tuple[ast.AST, ...] = ()) -> None:
        self.modules, self.module, self.under_way = modules, module, under_way

    def read(self, node: ast.AST) -> list[str | None]:
        """Templates; None among them stands for what could not be read."""
        if isinstance(node, ast.Constant | ast.JoinedStr):
            return [as_template(node)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            pairs = product(self.read(node.left), self.read(node.right))
            return [None if None in pair else "".join(pair) for pair in pairs]
        reader = Reader(self.modules, self.module, (*self.under_way, node))
        return [template for one in self.meant(node) for template in reader.read(one)] or [None]

    def texts(self, node: ast.AST) -> Iterator[ast.JoinedStr]:
        """The strings with values that an expression may be."""
        if isinstance(node, ast.JoinedStr):
            yield node
        elif isinstance(node, ast.BinOp):
            yield from (*self.texts(node.left), *self.texts(node.right))
        else:
            reader = Reader(self.modules, self.module, (*self.under_way, node))
            for one in self.meant(node):
                yield from reader.texts(one)

    def pieces(self, text: ast.JoinedStr) -> Iterator[str]:
        """What core itself says in the values of a string."""
        for value in (part for part in text.values if isinstance(part, ast.FormattedValue)):
            for node in ast.walk(value):
                if isinstance(node, ast.Constant | ast.Name | ast.Call):
                    yield from filter(None, self.read(node))

    def meant(self, node: ast.AST) -> Iterator[ast.AST]:
        """What else a node stands for."""
        if node in self.under_way:
            return
        if isinstance(node, ast.IfExp):
            yield from (node.body, node.orelse)
        if isinstance(node, ast.Call):
            for function in (f for f in self.module.functions if f.name == called(node)):
                yield from (n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None)
        if isinstance(node, ast.Name):
            scope = self.module.around(node)
            yield from assigned(scope, node.id) or self.given(scope, node.id) or assigned(self.module.tree, node.id)

    def given(self, function: ast.AST, name: str) -> list[ast.AST]:
        """What callers anywhere give for an argument of a function."""
        names = [argument.arg for argument in function.args.args] if isinstance(function, Function) else []
        if name not in names:
            return []
        calls = [call for module in self.modules.values() for call in module.calls.get(function.name, ())]
        by_name = [word.value for call in calls for word in call.keywords if word.arg == name]
        return by_name + [call.args[names.index(name)] for call in calls if len(call.args) > names.index(name)]


def as_template(node: ast.AST) -> str | None:
    """A string as its constant parts with ``{}`` for each value; a brace that is meant stands twice."""
    if isinstance(node, ast.JoinedStr):
        return "".join(as_template(part) or "" if isinstance(part, ast.Constant) else "{}" for part in node.values)
    text = getattr(node, "value", None)
    return text.replace("{", "{{").replace("}", "}}") if isinstance(text, str) else None


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


@cache
def assigned(scope: ast.AST, name: str) -> list[ast.AST]:
    """What a name is set to in a function or a module."""
    kinds = ast.Assign | ast.AnnAssign | ast.NamedExpr
    values = []
    for node in (node for node in ast.walk(scope) if isinstance(node, kinds) and node.value is not None):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        values += [node.value for target in targets if isinstance(target, ast.Name) and target.id == name]
    return values


def raising(sources: Sources, errors: Collection[str]) -> Iterator[tuple[str, Reader, ast.Call]]:
    """Every call that makes an error: its file, who can read its argument, and the call."""
    modules = {path: Module(text) for path, text in sources.items()}
    for (path, module), error in product(modules.items(), errors):
        calls = (call for call in module.calls.get(error, ()) if call.args)
        yield from ((path, Reader(modules, module), call) for call in calls)


def find_raised(sources: Sources, errors: Collection[str]) -> tuple[set[str], set[str]]:
    """The templates of all errors, and ``"path: code"`` of those that the source alone does not tell."""
    found = [
        (t, f"{path}: {ast.unparse(call)}") for path, r, call in raising(sources, errors) for t in r.read(call.args[0])
    ]
    return {template for template, _ in found if template}, {where for template, where in found if not template}


def find_pieces(sources: Sources, errors: Collection[str]) -> set[str]:
    """What core itself fills into its errors, where that is prose."""
    made = ((r, text) for _, r, call in raising(sources, errors) for text in r.texts(call.args[0]))
    return {piece for reader, text in made for piece in reader.pieces(text) if PROSE.search(piece)}


def find_said(text: str, name: str) -> set[str]:
    """The prose in a function, or in the values of a constant; its docstring is none."""
    nodes = [node for place in Module(text).named(name) for node in ast.walk(place)]
    inner = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    silent = inner | {node.value for node in nodes if isinstance(node, ast.Expr)}
    silent |= {part for node in nodes if isinstance(node, ast.Dict) for key in node.keys for part in ast.walk(key)}
    return {t for node in nodes if node not in silent and (t := as_template(node)) and PROSE.search(t)}


def find_strings(sources: Sources) -> set[str]:
    """Every string of the source as a template; one that is a template already, for `str.format`, as itself too."""
    nodes = [node for text in sources.values() for node in ast.walk(ast.parse(text))]
    silent = {node.value for node in nodes if isinstance(node, ast.Expr)}
    spoken = [node for node in nodes if node not in silent and as_template(node)]
    return {
        form for node in spoken for form in (as_template(node), getattr(node, "value", None)) if isinstance(form, str)
    }
