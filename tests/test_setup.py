"""What a fresh copy of the project is set up from: pins, lock file, configuration, citation."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from streamlit import config

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*$")
OWN = {"app", "core", "pages"}


def requirements(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unpinned_imports(sources: Mapping[str, str], pins: list[str]) -> set[str]:
    """Libraries the project imports that no requirement brings."""
    distributions = packages_distributions()
    pinned = {plain(pin.split("==")[0]) for pin in pins}
    found = {name for text in sources.values() for name in imported(text)} - OWN - set(sys.stdlib_module_names)
    return {name for name in found if not pinned & set(map(plain, distributions.get(name, [])))}


def imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
        yield from (name.split(".")[0] for name in names)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def options(table: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    for name, entry in table.items():
        yield from options(entry, f"{prefix}{name}.") if isinstance(entry, dict) else [f"{prefix}{name}"]


def settings() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_exactly(name: str) -> None:
    assert [line for line in requirements(name) if not PINNED.match(line)] == []


@pytest.mark.parametrize("line", ["einops", "scipy>=1.17", "numpy==2.*", "torch @ file:torch.whl"])
def test_a_loose_requirement_would_be_seen(line: str) -> None:
    assert not PINNED.match(line)


def test_every_library_the_project_imports_is_required(sources: Mapping[str, str]) -> None:
    assert unpinned_imports(sources, requirements("requirements.txt")) == set()


def test_only_the_stock_path_needs_what_must_be_compiled(sources: Mapping[str, str]) -> None:
    others = {path: text for path, text in sources.items() if path != "core/features/stock.py"}
    pins = [pin for pin in requirements("requirements.txt") if not pin.startswith("pyradiomics")]

    assert unpinned_imports(others, pins) == set()


def test_a_library_nobody_required_would_be_seen() -> None:
    assert unpinned_imports({"core/bad.py": "def late():\n    from yaml import load"}, ["numpy==2.4.6"]) == {"yaml"}


def test_the_lock_file_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"].values()

    assert [package for package in packages if "resolved" in package] == []


def test_every_streamlit_setting_is_known_to_streamlit() -> None:
    assert set(options(settings())) - set(config.get_config_options()) == set()


def test_the_dashboard_listens_on_this_machine_and_tells_nobody() -> None:
    chosen = settings()

    assert chosen["server"]["address"] == "127.0.0.1"
    assert chosen["browser"]["gatherUsageStats"] is False
    assert chosen["client"]["showErrorDetails"] == "none"


def test_the_citation_names_the_software_and_the_study() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert citation["title"].startswith("HepaSR")
    assert citation["references"][0]["doi"] == "10.12015/issn.1674-8034.2024.12.018"
