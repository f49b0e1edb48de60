import json
import subprocess
import sys
from pathlib import Path

from core.jobs.tasks import write_progress


def test_progress_is_replaced_whole(tmp_path: Path) -> None:
    for share in (0.1, 0.9):
        write_progress(tmp_path / "job.json", share, "native")

    assert json.loads((tmp_path / "job.json").read_text()) == {"fraction": 0.9, "message": "native"}
    assert [path.name for path in tmp_path.iterdir()] == ["job.json"]


def test_the_server_imports_the_queue_without_the_heavy_libraries() -> None:
    code = "import sys, core.jobs.engine; sys.exit(bool({'torch', 'radiomics'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
