"""The hostile corpus measured: seconds and peak memory of each file in a process that holds nothing else.

The files are made by another process. Run with ``make hostile``; prints the slowest, the largest, and what failed.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.case import Files, Hostile
from tests.hostile.judge import hear

MB = 1024
NETWORKS = "networks"


def peak_mb() -> float:
    """Most memory this process has held since `forget_peak`, MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / MB


def forget_peak() -> None:
    """Begin the measurement of the peak again, on Linux."""
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")


def cases_of(kind: str) -> tuple[Hostile, ...]:
    """The cases that one process measures, which loads no library of the others."""
    if kind == NETWORKS:
        from tests.hostile.models import NETWORK_CASES

        return NETWORK_CASES
    from tests.hostile.corpus import IMAGES_AND_TABLES

    return IMAGES_AND_TABLES


def store(folder: Path, cases: tuple[Hostile, ...]) -> None:
    """Write every case into a folder, one pickle-free directory each."""
    for number, case in enumerate(cases):
        content = case.content
        place = folder / f"{number:03d}"
        place.mkdir()
        files = content if isinstance(content, dict) else {"file": content}
        for name, each in files.items():
            (place / name).write_bytes(each)


def stored(place: Path, case: Hostile) -> bytes | Files:
    """What `store` wrote of a case."""
    files = {path.name: path.read_bytes() for path in place.iterdir()}
    return files if case.door in ("set", "network") else files["file"]


def processor_seconds() -> float:
    """Of this process and of its children that ended; on a busy machine the clock says more."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure(folder: Path, cases: tuple[Hostile, ...]) -> list[dict[str, object]]:
    """Verdict, seconds and peak of every case."""
    rows = []
    for number, case in enumerate(cases):
        forget_peak()
        begin = processor_seconds()
        sentence, seconds = hear(case, stored(folder / f"{number:03d}", case))
        right = (case.said in sentence) if case.said else not sentence
        row = {
            "case": f"{case.door}: {case.name}",
            "right": right,
            "seconds": round(seconds, 2),
            "processor": round(processor_seconds() - begin, 2),
        }
        rows.append(row | {"peak_mb": round(peak_mb())})
    return rows


def report(folder: Path, kind: str) -> None:
    """Measure what another process wrote, and print the worst of each kind."""
    cases = cases_of(kind)
    if kind == NETWORKS:
        import torch  # noqa: F401  # 200 MB and seconds that are no file's fault
    before = peak_mb()
    rows = measure(folder, cases)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MB
    for key in ("seconds", "processor", "peak_mb"):
        sys.stdout.writelines(json.dumps(row) + "\n" for row in sorted(rows, key=lambda row: row[key])[-5:])
    wrong = [row["case"] for row in rows if not row["right"]]
    said = {"cases": len(rows), "wrong": wrong, "start_mb": round(before), "largest_child_mb": round(child)}
    sys.stdout.write(json.dumps(said) + "\n")


def main() -> None:
    """Write the corpus here, and have it measured in processes of their own."""
    if len(sys.argv) > 1:
        report(Path(sys.argv[1]), sys.argv[2])
        return
    for kind in ("images and tables", NETWORKS):
        with tempfile.TemporaryDirectory() as name:
            store(Path(name), cases_of(kind))
            subprocess.run([sys.executable, "-m", "tests.hostile.measure", name, kind], check=True)


if __name__ == "__main__":
    main()
