"""The tests keep house too: each stands where its module stands, makes one claim, and is short enough to be read."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

Sources = Mapping[str, str]

ROOT = Path(__file__).parents[1]
TEST_LINES = 12


@pytest.fixture(scope="module")
def tests() -> dict[str, str]:
    files = sorted(ROOT.glob("tests/**/test_*.py"))
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def homeless(tests: Sources, sources: Sources) -> list[str]:
    """Tests of core/ with no module of that name in that place; a package is tested inside its own folder."""
    places = {re.sub(r"(\w+)/__init__\.py$", r"\1/\1", path).removesuffix(".py") for path in sources}
    mirrored = {path: path.removeprefix("tests/").replace("test_", "").removesuffix(".py") for path in tests}
    return [path for path, place in mirrored.items() if place.startswith("core/") and place not in places]


def long_tests(tests: Sources) -> list[str]:
    found = ((path, node) for path, text in tests.items() for node in ast.walk(ast.parse(text)))
    claims = ((path, n) for path, n in found if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))
    return [f"{path}: {n.name}" for path, n in claims if n.end_lineno - n.lineno >= TEST_LINES]


def test_every_test_of_core_stands_where_its_module_stands(tests: Sources, sources: Sources) -> None:
    assert homeless(tests, sources) == []


def test_every_test_is_short(tests: Sources) -> None:
    assert long_tests(tests) == []


def test_a_test_of_a_module_that_moved_is_caught() -> None:
    assert homeless({"tests/core/imaging/test_nifti.py": ""}, {"core/nifti.py": "", "core/imaging/__init__.py": ""})


def test_a_test_of_a_module_or_a_package_is_at_home() -> None:
    tests = {
        "tests/core/imaging/test_nifti.py": "",
        "tests/core/imaging/test_imaging.py": "",
        "tests/pages/test_start.py": "",
    }

    assert homeless(tests, {"core/imaging/nifti.py": "", "core/imaging/__init__.py": ""}) == []


def test_a_long_test_is_caught() -> None:
    assert long_tests({"tests/test_bad.py": "def test_all():\n" + "    assert True\n" * TEST_LINES})
