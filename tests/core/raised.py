"""Every sentence the project raises, read from its source as a template: what is filled in is ``{}``."""

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product

from tests.rules import Function, Sources


class Module:
    """One file: its functions, its constants, and which function a node stands in."""

    def __init__(self, text: str) -> None:
        self.tree = ast.parse(text)
        self.nodes = list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def calls(self) -> list[ast.Call]:
        return [node for node in self.nodes if isinstance(node, ast.Call)]

    def around(self, node: ast.AST) -> ast.AST:
        """The innermost function a node stands in, or the module."""
        holding = [f for f in self.functions if f.lineno <= node.lineno <= f.end_lineno]
        return max(holding, key=lambda f: f.lineno, default=self.tree)


def error_names(sources: Sources) -> set[str]:
    return {node.name for node in ast.parse(sources["core/errors.py"]).body if isinstance(node, ast.ClassDef)}


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def find_raised(sources: Sources) -> tuple[dict[str, set[str]], set[str]]:
    """Template to the files that raise it; and what could not be read, ``"path: code"``."""
    modules = {path: Module(text) for path, text in sources.items()}
    errors, found, unread = error_names(sources), {}, set()
    for path, module in modules.items():
        for call in (call for call in module.calls if called(call) in errors):
            argument = call.args[0] if call.args else call
            for template in Reader(modules, module).read(argument):
                if template is None:
                    unread.add(f"{path}: {ast.unparse(call)}")
                else:
                    found.setdefault(template, set()).add(path)
    return found, unread


class Reader:
    """Reads the templates of an expression: what a name, an argument or a function's result may stand for is followed."""

    def __init__(self, modules: Mapping[str, Module], module: Module, under_way: tuple[ast.AST, ...] = ()) -> None:
        self.modules, self.module, self.under_way = modules, module, under_way

    def read(self, node: ast.AST) -> list[str | None]:
        """Templates; None among them stands for what could not be read."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [node.value.replace("{", "{{").replace("}", "}}")]
        if isinstance(node, ast.JoinedStr):
            return ["".join(self.read(part)[0] if isinstance(part, ast.Constant) else "{}" for part in node.values)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            pairs = product(self.read(node.left), self.read(node.right))
            return [None if None in pair else "".join(pair) for pair in pairs]
        if isinstance(node, ast.IfExp):
            return self.read(node.body) + self.read(node.orelse)
        meant = [] if node in self.under_way else list(self.meant(node))
        reader = Reader(self.modules, self.module, (*self.under_way, node))
        return [template for one in meant for template in reader.read(one)] if meant else [None]

    def meant(self, node: ast.AST) -> Iterator[ast.AST]:
        """What else a node stands for."""
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
        calls = [call for module in self.modules.values() for call in module.calls if called(call) == function.name]
        at = names.index(name)
        by_name = [word.value for call in calls for word in call.keywords if word.arg == name]
        return by_name + [call.args[at] for call in calls if len(call.args) > at]


def assigned(scope: ast.AST, name: str) -> list[ast.AST]:
    """What a name is set to in a function or a module, the values of a loop over a dictionary among them."""
    values = []
    for node in ast.walk(scope):
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        named = {n.id for target in targets if target for n in ast.walk(target) if isinstance(n, ast.Name)}
        if name in named and isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            values.append(node.value)
    return values
