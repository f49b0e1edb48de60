"""What more than one test file needs: the project's own source, and the folder of real images where there is one."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

collect_ignore_glob = ["references/*"]
"""Scripts run by hand, with software the tests do without; their numbers are what the tests read."""


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
