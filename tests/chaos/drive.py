"""Measures the cohort of a folder as ``python -m core cohort`` does, and prints what came of each case as JSON.

python -m tests.chaos.drive FOLDER WORKERS [ADDRESS]
"""

import json
import sys
from contextlib import closing
from pathlib import Path

from core.errors import HepasrError
from core.jobs.cluster import Cluster
from core.jobs.cohort import CohortJobs
from tests.chaos.phantoms import cases_of, how_measured


def main(folder: Path, workers: int, address: str) -> int:
    measuring, told = how_measured(folder), {}
    measuring.folder.mkdir(exist_ok=True)
    try:
        with closing(Cluster(address, workers)) as cluster:
            for files, found in CohortJobs(cluster).measure(measuring, cases_of(folder)):
                told[files.case_id] = found if isinstance(found, str) else found.remark
    except HepasrError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""))
