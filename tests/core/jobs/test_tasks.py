import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import Cancelled, Unforeseen
from core.jobs.job import Job
from core.jobs.pools import Workers
from core.jobs.tasks import cancel_file, follow, write_progress


def test_progress_is_replaced_whole(tmp_path: Path) -> None:
    for share in (0.1, 0.9):
        write_progress(tmp_path / "job.json", share, "native")

    assert json.loads((tmp_path / "job.json").read_text()) == {"fraction": 0.9, "message": "native"}
    assert [path.name for path in tmp_path.iterdir()] == ["job.json"]


def test_a_task_begins_with_its_start(tmp_path: Path) -> None:
    follow(tmp_path / "job.json")

    assert json.loads((tmp_path / "job.json").read_text()) == {"fraction": 0.0, "message": "start"}


def test_a_task_that_is_not_wanted_does_not_begin(tmp_path: Path) -> None:
    cancel_file(tmp_path / "job.json").touch()

    with pytest.raises(Cancelled):
        follow(tmp_path / "job.json")
    assert not (tmp_path / "job.json").exists()


def test_a_task_ends_when_it_is_no_longer_wanted(tmp_path: Path) -> None:
    report = follow(tmp_path / "job.json")
    report(0.3, "native")
    cancel_file(tmp_path / "job.json").touch()

    with pytest.raises(Cancelled):
        report(0.4, "native")


def test_the_server_imports_the_queue_without_the_heavy_libraries() -> None:
    code = "import sys, core.jobs.engine; sys.exit(bool({'torch', 'radiomics', 'numba'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_nobody_foresaw_is_told_with_where_it_happened(caplog) -> None:
    pool = Workers(1, warm=False)
    job = Job(pool.submit(int, "Zhang San"), Path("unused"))
    with pytest.raises(Unforeseen):
        job.result()
    pool.close()

    assert job.why.startswith("the case could not be computed (ValueError, in the log as ")
    assert "ValueError at core/jobs/tasks.py" in caplog.text
    assert "Zhang" not in caplog.text + job.why
