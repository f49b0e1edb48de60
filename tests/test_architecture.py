"""Who may import whom. Every rule stands beside a bad example it must catch: a rule that cannot fail is a wish.

A rule takes the sources (path to text) and returns one line per offence, so that examples need no files.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import product
from pathlib import PurePosixPath

import pytest

Sources = Mapping[str, str]

BOTTOM = {"values", "errors", "cards", "disclaimer", "csv_text", "foreign"}
STATISTICS = {"signature", "prediction", "evaluation", "clinical"}
SIBLINGS = {"superres", "features"} | STATISTICS
MAY_IMPORT = {
    "errors": set(),
    "values": {"errors"},
    "cards": {"values", "errors", "foreign"},
    "language": {"values", "errors"},
    "sentences": {"language"},
    "disclaimer": set(),
    "csv_text": set(),
    "foreign": set(),
    "failures": {"errors"},
    "prediction_set": BOTTOM,
    "confined": {"errors", "threads"},
    "intake": BOTTOM | {"features", "confined"},
    "scores": {"errors", "intake"},
    "review": BOTTOM | {"scores", "intake"},
    "imaging": BOTTOM | {"language", "confined"},
    "workup": BOTTOM | {"imaging"},
    "superres": BOTTOM | {"imaging"},
    "features": BOTTOM | {"imaging"},
    **dict.fromkeys(STATISTICS, BOTTOM),
    "figures": BOTTOM | {"imaging"} | SIBLINGS,
    "report": BOTTOM | {"imaging", "figures", "language", "workup", "prediction_set", "scores"} | SIBLINGS,
    "store": BOTTOM | {"workup", "prediction_set", "places", "imaging"},
    "proof": BOTTOM | {"imaging", "superres", "features", "parallel"},
    "pipeline": BOTTOM | {"imaging", "workup", "prediction_set", "arms"} | SIBLINGS,
    "learning": BOTTOM | {"signature", "prediction"},
    "resampling": BOTTOM | {"signature", "prediction", "evaluation", "learning", "parallel"},
    "demo": BOTTOM
    | {"imaging", "features", "superres", "signature", "prediction", "prediction_set", "pipeline", "learning", "review"}
    | {"superres_card", "prediction_set_files"},
    "jobs": BOTTOM
    | {"workup", "prediction_set", "pipeline", "demo", "learning", "signature", "prediction", "features", "stock_check"}
    | {"cohort_study", "resampling", "signature_study", "store", "reliability_study", "arms", "threads", "places"}
    | {"failures"},
}
MAY_IMPORT["arms"] = BOTTOM | {"imaging", "features"}
MAY_IMPORT["stock_check"] = BOTTOM | {"workup", "features", "arms"}
MAY_IMPORT["prediction_set_files"] = BOTTOM | {"features", "signature", "learning", "prediction_set"}
MAY_IMPORT["cohort_study"] = (
    BOTTOM
    | {"intake", "imaging", "features", "signature", "prediction", "evaluation", "learning", "resampling", "pipeline"}
    | {
        "parallel",
        "report",
        "scores",
        "reliability_study",
        "prediction_set",
        "prediction_set_files",
        "arms",
        "language",
    }
)
MAY_IMPORT["signature_study"] = BOTTOM | {"signature", "prediction", "prediction_set_files"}
MAY_IMPORT["calibration_study"] = BOTTOM | {"prediction", "evaluation"}
MAY_IMPORT["places"] = BOTTOM
MAY_IMPORT["card_list"] = BOTTOM | {"places", "prediction_set"}
MAY_IMPORT["progress"] = set()
MAY_IMPORT["threads"] = set()
MAY_IMPORT["parallel"] = {"threads"}
MAY_IMPORT["superres_trust"] = set()
MAY_IMPORT["superres_card"] = BOTTOM | {"superres_trust"}
MAY_IMPORT["outlines"] = BOTTOM | {"imaging", "clinical"}
MAY_IMPORT["reader_features"] = BOTTOM | {"intake", "features"}
MAY_IMPORT["reliability_study"] = BOTTOM | {"imaging", "features", "intake", "parallel"}
MAY_IMPORT["commands"] = set(MAY_IMPORT)
MAY_IMPORT["network_commands"] = set(MAY_IMPORT)
MAY_IMPORT["cohort_commands"] = set(MAY_IMPORT)
MAY_IMPORT["reliability_commands"] = set(MAY_IMPORT)
MAY_IMPORT["feature_commands"] = set(MAY_IMPORT)
MAY_IMPORT["store_commands"] = set(MAY_IMPORT)
MAY_IMPORT["job_commands"] = set(MAY_IMPORT)
MAY_IMPORT["__main__"] = {"commands", "cohort_commands", "feature_commands", "network_commands", "reliability_commands"}
MAY_IMPORT["__main__"] |= {"errors", "store_commands", "job_commands"}
"""Room of core/ to the other rooms it may import."""

WALLS = {
    "streamlit": ("app.py", "pages/"),
    "torch": ("core/superres/",),
    "radiomics": ("core/features/stock.py",),
    "numba": ("core/features/engine/", "core/signature/"),
    "pywt": ("core/features/engine/",),
    "nibabel": ("core/imaging/nifti.py",),
    "SimpleITK": ("core/confined/picture.py", "core/imaging/bias_field.py", "core/features/stock.py"),
    "pydicom": ("core/imaging/dicom.py",),
    "highdicom": ("core/imaging/dicom.py",),
    "sklearn": ("core/signature/", "core/prediction/", "core/resampling/compatible.py"),
    "statsmodels": ("core/prediction/",),
    "altair": ("core/figures/",),
    "openpyxl": ("core/confined/workbook.py", "core/intake/templates.py"),
    "sqlalchemy": ("core/store/",),
    "alembic": ("core/store/",),
    "dask": ("core/jobs/cluster.py",),
    "distributed": ("core/jobs/cluster.py",),
}
"""Library to the only places that may import it."""

SLOW = ("torch", "radiomics", "numba", "sklearn", "statsmodels", "sqlalchemy", "alembic", "distributed")
"""What takes half a second or more to import and no first page may wait for."""

QUICK = (
    "core.values",
    "core.language",
    "core.sentences",
    "core.workup",
    "core.demo",
    "core.superres_card",
    "core.jobs.engine",
    "core.jobs.learning",
    "core.store.identity",
    "core.signature.score",
    "core.signature_study",
    "core.report.signature",
    "core.figures.signature.scores",
    "core.prediction.logistic",
    "core.figures.curves",
    "core.figures.nomogram",
)
"""What a page that only shows needs."""


def dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: str, text: str, *, known: Sources, at_start: bool = False, typing: bool = True) -> Iterator[str]:
    """Dotted names a file imports: anywhere or only while it is itself imported, with or without type hints."""
    names = {dotted(other) for other in known}
    for node in walk(ast.parse(text), at_start=at_start, typing=typing and not at_start):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(path, node)
            for alias in node.names:
                yield f"{source}.{alias.name}" if f"{source}.{alias.name}" in names else source


def walk(tree: ast.AST, *, at_start: bool, typing: bool) -> Iterator[ast.AST]:
    yield tree
    for child in ast.iter_child_nodes(tree):
        late = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        hint = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not (late and at_start) and (typing or not hint):
            yield from walk(child, at_start=at_start, typing=typing)


def absolute(path: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = PurePosixPath(path).parents[node.level - 1].as_posix().replace("/", ".")
    return f"{package}.{node.module}" if node.module else package


def edges(sources: Sources, *, typing: bool = True) -> Iterator[tuple[str, str]]:
    for path, text in sources.items():
        yield from ((path, name) for name in imports(path, text, known=sources, typing=typing))


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def wrong_rooms(sources: Sources) -> list[str]:
    """Imports inside core/ against the order of the rooms, and rooms that are not on the map."""
    wrong = []
    for path, name in edges(sources):
        here, there = room(dotted(path)), room(name)
        if path.startswith("core/") and name.startswith("core.") and here not in {"", there}:
            wrong += [f"{path} imports {name}"] if there not in MAY_IMPORT.get(here, set()) else []
    unknown = {path for path in sources if path.startswith("core/") and room(dotted(path)) not in {"", *MAY_IMPORT}}
    return wrong + [f"{path} stands in a room the map does not have" for path in sorted(unknown)]


def wrong_directions(sources: Sources) -> list[str]:
    """Anything but app → pages → core, and pages that know each other."""
    wrong = []
    for path, name in edges(sources):
        target, here, there = name.split(".")[0], room(dotted(path)), room(name)
        upwards = target == "app" or (target == "pages" and path.startswith("core/"))
        sideways = target == "pages" and path.startswith("pages/") and there not in {here, "shared"}
        wrong += [f"{path} imports {name}"] if upwards or sideways else []
    return wrong


def wrong_libraries(sources: Sources) -> list[str]:
    """Libraries used outside their one room; to name a type in a hint is not to use it."""
    wrong = []
    for path, name in edges(sources, typing=False):
        allowed = WALLS.get(name.split(".")[0], ("",))
        wrong += [f"{path} imports {name}"] if not path.startswith(allowed) else []
    return wrong


def cycle(sources: Sources) -> list[str]:
    """The modules of one import cycle, if there is one; imports inside functions count too."""
    modules = {dotted(path) for path in sources}
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for path, name in edges(sources):
        graph[dotted(path)] |= {name} & modules - {dotted(path)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def loaded_with(sources: Sources, start: str) -> set[str]:
    """Every dotted name that is imported when one file is, packages of imported modules included."""
    files = {dotted(path): path for path in sources}
    seen: set[str] = set()
    waiting = [dotted(start)]
    while waiting:
        name = waiting.pop()
        path = files.get(name)
        found = set(imports(path, sources[path], known=sources, at_start=True)) if path else set()
        found |= {name.rpartition(".")[0]} - {""}
        waiting += found - seen
        seen |= found
    return seen


def slow_libraries(sources: Sources, start: str) -> list[str]:
    return sorted({name.split(".")[0] for name in loaded_with(sources, start)} & set(SLOW))


def test_rooms_of_core_import_only_what_lies_before_them(sources: Sources) -> None:
    assert wrong_rooms(sources) == []


def test_data_walks_from_app_through_pages_to_core(sources: Sources) -> None:
    assert wrong_directions(sources) == []


def test_every_heavy_library_has_one_user(sources: Sources) -> None:
    assert wrong_libraries(sources) == []


def test_no_module_imports_itself_in_a_circle(sources: Sources) -> None:
    assert cycle(sources) == []


def test_the_frame_and_the_first_page_load_no_slow_library(sources: Sources) -> None:
    starts = [path for path in sources if path in {"app.py", "pages/start/view.py"} or path.startswith("pages/shared/")]

    assert {path: slow_libraries(sources, path) for path in starts if slow_libraries(sources, path)} == {}


@pytest.mark.parametrize("name", QUICK)
def test_what_every_page_needs_really_loads_no_slow_library(name: str, sources: Sources) -> None:
    if name not in {dotted(path) for path in sources}:
        pytest.skip(f"{name} is not built yet")

    assert loaded_in_a_new_process(name) == set()


def loaded_in_a_new_process(name: str) -> set[str]:
    code = f"import sys, {name}; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split()) & set(SLOW)


def test_a_slow_library_would_be_seen_in_a_new_process() -> None:
    assert loaded_in_a_new_process("sklearn") == {"sklearn"}


@pytest.mark.parametrize(("one", "other"), [pair for pair in product(sorted(SIBLINGS), repeat=2) if len({*pair}) == 2])
def test_siblings_that_meet_are_caught(one: str, other: str) -> None:
    assert wrong_rooms({f"core/{one}/bad.py": f"from core.{other} import anything"})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("core/values/bad.py", "import core.imaging"),
        ("core/imaging/bad.py", "def late():\n    from ..superres import infer"),
        ("core/evaluation/bad.py", "from core.figures.curves import plot_roc"),
        ("core/workup.py", "from core import superres"),
        ("core/workup.py", "from core.pipeline import predict_workup"),
        ("core/extras/bad.py", ""),
    ],
)
def test_a_room_that_looks_ahead_is_caught(path: str, text: str) -> None:
    assert wrong_rooms({path: text, "core/superres/__init__.py": "", "core/superres/infer.py": ""})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("core/demo.py", "from pages.shared import state"),
        ("pages/start/view.py", "import app"),
        ("pages/start/view.py", "from pages.cohort.table import draw"),
        ("pages/shared/widgets.py", "from pages.case import view"),
    ],
)
def test_a_step_up_or_sideways_is_caught(path: str, text: str) -> None:
    assert wrong_directions({path: text})


@pytest.mark.parametrize("library", WALLS)
def test_a_library_outside_its_room_is_caught(library: str) -> None:
    assert wrong_libraries({"core/signatures.py": f"def late():\n    from {library}.part import thing"})


def test_a_type_hint_passes_the_wall_but_not_the_order_of_rooms() -> None:
    hint = "if TYPE_CHECKING:\n    import altair, core.report"

    assert wrong_libraries({"core/signature/good.py": hint}) == []
    assert wrong_rooms({"core/signature/bad.py": hint})


def test_a_circle_is_caught_even_when_one_arc_is_late() -> None:
    late = "def late():\n    from core.imaging.one import x"

    assert cycle({"core/imaging/one.py": "import core.imaging.two", "core/imaging/two.py": late})


def test_a_slow_library_behind_a_package_is_caught_and_a_late_one_is_not() -> None:
    sources = {
        "app.py": "from core.superres.names import NAMES",
        "core/superres/__init__.py": "import torch",
        "core/superres/names.py": "def late():\n    import sklearn",
    }

    assert slow_libraries(sources, "app.py") == ["torch"]
