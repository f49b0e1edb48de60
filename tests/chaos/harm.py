"""What is done to a run: workers and driver killed, disk filled, files altered; and what is wrong afterwards."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import select, text

from core.store.database import Store, open_store
from core.store.jobs import MOST_ATTEMPTS
from core.store.records import AnalysisRecord, FeatureRecord
from core.store.schema import Job, JobEvent

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


class Run:
    """A driver in a process of its own, with the store of a folder.

    Parameters
    ----------
    cohort : see `tests.chaos.phantoms.write_cohort`
    data : folder of the store
    """

    def __init__(self, cohort: Path, data: Path, workers: int = 2, address: str = "") -> None:
        words = [str(cohort), str(workers), *([address] if address else [])]
        environment = os.environ | {"HEPASR_DATA": str(data), "DATABASE_URL": ""}
        self.store = open_store(data, "")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.drive", *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kill_worker(self, known: set[int]) -> int:
        """Kill a worker in the middle of a case, one that was not killed before; 0 when the run ended first."""
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            for worker in busy_workers(self.store) - known:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                    known.add(worker)
                    return worker
            time.sleep(0.02)
        return 0

    def kill(self) -> None:
        """Kill the driver."""
        self.process.kill()
        self.process.communicate()

    def wait(self, seconds: float = 300) -> tuple[int, str, str]:
        """Exit status, output, and errors."""
        out, err = self.process.communicate(timeout=seconds)
        return self.process.returncode, out, err


def busy_workers(store: Store) -> set[int]:
    """Processes that hold a row at this moment, but for those at the last attempt: a third loss is the case's end."""
    with store.reading() as session:
        held = session.scalars(select(Job.worker).where(Job.state == "running", Job.attempts < MOST_ATTEMPTS))
        return {int(worker.split(":")[1]) for worker in held if worker}


def count_done(store: Store) -> int:
    """How many jobs are done."""
    return states(store)["done"]


def states(store: Store) -> Counter[str]:
    """State to how many jobs are in it."""
    with store.reading() as session:
        return Counter(session.scalars(select(Job.state)))


def wait_for_done(run: Run, done: int) -> None:
    """Return once so many cases are done, or the run has ended."""
    while count_done(run.store) < done and run.process.poll() is None:
        time.sleep(0.05)


def wrongs(store: Store, cases: int) -> list[str]:
    """What is not as it must be: every case done exactly once, nothing left half, the database whole."""
    with store.reading() as session:
        ends = Counter(session.scalars(select(JobEvent.job_id).where(JobEvent.state == "done")))
        features = Counter(session.scalars(select(FeatureRecord.case_id)))
        analyses = Counter(session.scalars(select(AnalysisRecord.case_id)))
        whole = session.scalar(text("PRAGMA integrity_check"))
        broken = session.execute(text("PRAGMA foreign_key_check")).all()
    found = {"done": Counter(states(store)), "all": sum(states(store).values())}
    checks = {
        f"{cases} rows are done: {found}": found == {"done": Counter(done=cases), "all": cases},
        "each ended once": list(ends.values()) == [1] * cases,
        "each has its features once": list(features.values()) == [1] * cases,
        "each has its document once": list(analyses.values()) == [1] * cases,
        f"the database is whole: {whole}, {broken}": whole == "ok" and not broken,
    }
    return [said for said, holds in checks.items() if not holds]


def digests(store: Store) -> Mapping[str, str]:
    """Job to the digest of what it made."""
    with store.reading() as session:
        rows = session.execute(
            select(Job.id, AnalysisRecord.digest).join(AnalysisRecord, AnalysisRecord.id == Job.result)
        )
        return dict(rows.all())


def flip_byte(store: Store, seed: int = 0) -> str:
    """Alter one byte of one blob; returns its digest."""
    chosen = random.Random(seed).choice(sorted(store.blobs.digests()))
    path = store.blobs.path(chosen)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return chosen


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own of so many megabytes; raises `CalledProcessError` where it may not be mounted."""
    place.mkdir(parents=True)
    size = f"size={megabytes}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)], check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def fill(disk: Path) -> Path:
    """Write until nothing more fits; returns the file that takes the room."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 16))
    return filler


@contextmanager
def scheduler_with(workers: int, data: Path, folder: Path) -> Iterator[str]:
    """A scheduler and its workers, started by hand as ``docs/operations.md`` says; its address."""
    environment = os.environ | {"HEPASR_DATA": str(data), "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    about = folder / "scheduler.json"
    started = []

    def start(*words: str) -> None:
        command = [sys.executable, "-m", "dask", *words]
        started.append(
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(about))
        _wait_for(about)
        for number in range(workers):
            place = ["--local-directory", str(folder / f"w{number}"), "--no-dashboard"]
            start("worker", "--scheduler-file", str(about), "--nthreads", "1", *place)
        yield _address(about)
    finally:
        for process in reversed(started):
            process.kill()  # what they started ends with them
            process.wait()


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.1)


def _address(about: Path) -> str:
    return str(json.loads(about.read_text(encoding="utf-8"))["address"])
