"""What more than one test file needs: the project's own source, and the folder of real images where there is one."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAIN = sys.modules["__main__"]

collect_ignore_glob = ["references/*"]
"""Scripts run by hand, with software the tests do without; their numbers are what the tests read."""


def pytest_collection_finish() -> None:
    """Streamlit collects garbage after every run of a page; what was imported to collect the tests is none."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that a test keeps lands in the store of whoever runs it."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEPASR_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        yield folder


@pytest.fixture(autouse=True)
def own_main() -> None:
    """A page leaves itself in place of the main module, and a process that is started then would run it."""
    sys.modules["__main__"] = MAIN


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """Path to text of every Python file the project runs: app.py, core/ and pages/."""
    files = [*ROOT.glob("app.py"), *sorted(ROOT.glob("core/**/*.py")), *sorted(ROOT.glob("pages/**/*.py"))]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture(scope="session")
def real_images() -> Path:
    """Folder of real MR volumes with masks; HEPASR_REAL_DATA names it, else a sibling of the project."""
    folder = Path(os.environ.get("HEPASR_REAL_DATA", ROOT.parent / "shared" / "data")) / "mri"
    if not folder.is_dir():
        pytest.skip("no real images here: set HEPASR_REAL_DATA to a folder that holds mri/")
    return folder
