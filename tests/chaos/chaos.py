"""A cohort of 40 cases while everything fails that can: workers and driver killed, the disk full, a byte altered.

``make chaos`` prints what was done and what was wrong afterwards; the exit status is 0 when nothing was.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.store.database import open_store
from core.store.scrub import scrub
from tests.chaos.harm import Run, count_done, fill, flip_byte, small_disk, wait_for_done, wrongs
from tests.chaos.phantoms import write_cohort

CASES, KILLS = 40, 10
DISK_MB = 64


def kill_and_resume(cohort: Path, data: Path, cases: int, kills: int) -> dict[str, object]:
    """Kill workers in the middle of a case, and half-way the driver; the same command then goes on."""
    begin, killed, drivers = time.monotonic(), set[int](), 0
    run = Run(cohort, data)
    while len(killed) < kills and run.kill_worker(killed):
        wait_for_done(run, len(killed) * (cases - 4) // kills)
        if len(killed) == kills // 2 and not drivers:
            wait_for_done(run, min(count_done(run.store) + 1, cases - 2))
            run.kill()
            drivers, run = 1, Run(cohort, data)
    status, out, err = run.wait()
    told = {"status": status, "left_out": {name: why for name, why in json.loads(out or "{}").items() if why}}
    told |= {"workers_killed": len(killed), "drivers_killed": drivers, "errors": err}
    return told | {"seconds": round(time.monotonic() - begin, 1), "wrong": wrongs(run.store, cases)}


def alter_and_resume(cohort: Path, data: Path) -> dict[str, object]:
    """Flip a byte of a blob: the scrub names it, and the same command measures its case again and says so."""
    run = Run(cohort, data)
    run.wait()
    altered = flip_byte(run.store)
    found = scrub(run.store).damaged
    _, out, _ = Run(cohort, data).wait()
    named = {name: said for name, said in json.loads(out or "{}").items() if said}
    wrong = [] if found == (altered,) else [f"the scrub names {altered}: {found}"]
    wrong += [] if len(named) == 1 and altered in str(named) else [f"the run names the case of {altered}: {named}"]
    wrong += [] if scrub(run.store).damaged == () else ["the blob is whole again"]
    return {"altered": altered, "named": named, "wrong": wrong}


def fill_and_resume(cohort: Path, place: Path, cases: int) -> dict[str, object]:
    """Let the disk run full in the middle; with room again, the same command goes on."""
    try:
        with small_disk(place, DISK_MB) as disk:
            data = disk / "data"
            open_store(data, "")  # its tables are made
            run = Run(cohort, data)
            wait_for_done(run, cases // 4)
            filler = fill(disk)
            status, _, said = run.wait()
            before = count_done(run.store)
            filler.unlink()
            again, _, err = Run(cohort, data).wait()
            wrong = wrongs(run.store, cases)
            run.store.close()
    except (subprocess.CalledProcessError, FileNotFoundError):
        return {"skipped": "no file system may be mounted here", "wrong": []}
    wrong += [] if status == 2 and "is full" in said else [f"the run says that the disk is full: {status} {said}"]
    wrong += [] if 0 < before < cases and not again else [f"the run goes on: {before} done before, {again} {err}"]
    return {"done_before": before, "said": said.strip(), "wrong": wrong}


def main() -> int:
    """All of it; one line of JSON for each kind of harm."""
    with tempfile.TemporaryDirectory(prefix="hepasr-chaos-") as name:
        folder = Path(name)
        cohort = write_cohort(folder / "cohort", CASES).parent
        stages = {
            "killed": lambda: kill_and_resume(cohort, folder / "data", CASES, KILLS),
            "altered": lambda: alter_and_resume(cohort, folder / "data"),
            "full disk": lambda: fill_and_resume(cohort, folder / "disk", CASES),
        }
        told = {}
        for stage, harm in stages.items():
            told[stage] = harm()
            sys.stdout.write(json.dumps({stage: told[stage]}) + "\n")
            sys.stdout.flush()
    return int(any(found["wrong"] for found in told.values()))


if __name__ == "__main__":
    sys.exit(main())
