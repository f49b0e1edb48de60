"""What the files of rules share: their types, and which functions are headless commands."""

import ast
from collections.abc import Mapping

Sources = Mapping[str, str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_command(function: Function) -> bool:
    """Whether a function is a headless command: its arguments are options, which carry their own help."""
    return any(ast.unparse(decorator).startswith("app.command(") for decorator in function.decorator_list)
