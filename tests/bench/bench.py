"""Time and memory of a case, of its features, of statistics and of a moved threshold, beside baselines of the same run.

Machines are shared and noisy, so every row interleaves its two sides and takes medians. Run with ``make bench``.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from tests.bench import cohort, connections, evaluation, threshold
from tests.bench.child import measure_child
from tests.bench.extraction import FINER, LARGE, NATIVE, extraction_row, start_row

ROUNDS = 3
SHAPE, SPACING, RADIUS_MM = (96, 96, 40), (1.25, 1.25, 3.0), 20.0


def write_case(folder: Path) -> tuple[Path, Path]:
    """A region of 96×96×40 voxels with a 4 cm tumour, as NIfTI files."""
    from core.imaging.nifti import write_volume
    from core.values import Volume

    rng = np.random.default_rng(0)
    affine = np.diag([*SPACING, 1.0])
    grid = np.meshgrid(*[(np.arange(n) - n / 2) * s for n, s in zip(SHAPE, SPACING, strict=True)], indexing="ij")
    inside = sum(axis**2 for axis in grid) < RADIUS_MM**2
    write_volume(Volume(100 + 50 * inside + 20 * rng.standard_normal(SHAPE), affine), folder / "v.nii.gz")
    write_volume(Volume(inside, affine), folder / "m.nii.gz")
    return folder / "v.nii.gz", folder / "m.nii.gz"


def predict(volume: Path, mask: Path) -> None:
    """The headless prediction, from files to risk."""
    command = [sys.executable, "-m", "core", "predict", "--json", "--volume", str(volume), "--mask", str(mask)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


WHOLE = """
import sys
from core.features.extract import extract_features
from core.features.params import read_params
from core.imaging.geometry import refine_mask, upsample_cubic
from core.imaging.nifti import read_mask, read_volume
from core.superres.infer import load_network, super_resolve
from core.values import Case
volume = read_volume(sys.argv[1])
mask = read_mask(sys.argv[2], volume)
params = read_params()
extract_features(Case("x", volume, mask), params)
for fine in (super_resolve(volume, load_network()), upsample_cubic(volume)):
    extract_features(Case("x", fine, refine_mask(mask)), params)
"""


def measure_whole(volume: Path, mask: Path) -> None:
    """Baseline: the same three arms with the finer ones taken on the whole volume, as plain pyradiomics does."""
    subprocess.run([sys.executable, "-c", WHOLE, str(volume), str(mask)], check=True, stdout=subprocess.DEVNULL)


REFINE = """
import sys, time
import numpy as np
from core.imaging.geometry import upsample_cubic
from core.superres.infer import load_network, super_resolve
from core.values import Volume
shape, method = tuple(map(int, sys.argv[1:4])), sys.argv[4]
volume = Volume(np.random.default_rng(0).random(shape), np.diag([1.25, 1.25, 3.0, 1.0]))
network = load_network()
begin = time.perf_counter()
fine = super_resolve(volume, network) if method == "network" else upsample_cubic(volume)
print(time.perf_counter() - begin, network.name)
"""


def refine(shape: tuple[int, int, int], method: str) -> tuple[float, float, str]:
    """Refine noise x2 in a process of its own, by the network or by a spline; seconds, peak GiB, and the network."""
    (seconds_taken, network), peak = measure_child(REFINE, [*map(str, shape), method])
    return float(seconds_taken), peak, network


def refining_row(name: str, shape: tuple[int, int, int], rounds: int) -> dict[str, object]:
    """Super-resolution alone, from array to array; the process's peak holds the libraries too."""
    ours, spline = [], []
    for _ in range(rounds):
        ours.append(refine(shape, "network"))
        spline.append(refine(shape, "spline"))
    seconds_ours, seconds_spline = (median(run[0] for run in runs) for runs in (ours, spline))
    row = {"row": name, "network": ours[0][2], "seconds": round(seconds_ours, 2)}
    row |= {"peak_gib": round(max(run[1] for run in ours), 2), "baseline": "cubic B-spline"}
    return row | {"ratio": round(seconds_ours / seconds_spline, 1)}


def seconds(work: Callable[[], None]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def case_row() -> dict[str, object]:
    """The whole path of a case; peak memory of the largest child so far."""
    with tempfile.TemporaryDirectory() as name:
        volume, mask = write_case(Path(name))
        ours, whole = [], []
        predict(volume, mask)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
        for _ in range(ROUNDS):
            ours.append(seconds(lambda: predict(volume, mask)))
            whole.append(seconds(lambda: measure_whole(volume, mask)))
    row = {"row": "one case, 96x96x40, files to risk", "seconds": round(median(ours), 1), "peak_gib": round(peak, 2)}
    return row | {"baseline": "finer arms on the whole volume", "ratio": round(median(ours) / median(whole), 2)}


ROWS: dict[str, Callable[[], dict[str, object]]] = (
    {
        "case": case_row,
        "region": lambda: refining_row("super-resolution, 96x96x40", SHAPE, ROUNDS),
        "whole": lambda: refining_row("super-resolution, 320x260x72", (320, 260, 72), 1),
        "cold": lambda: start_row(cold=True, rounds=1),
        "start": lambda: start_row(cold=False, rounds=ROUNDS),
        "features-native-1": lambda: extraction_row(NATIVE, 1, ROUNDS, ROUNDS),
        "features-native-2": lambda: extraction_row(NATIVE, 2, ROUNDS, ROUNDS),
        "features-finer-1": lambda: extraction_row(FINER, 1, ROUNDS, ROUNDS),
        "features-finer-2": lambda: extraction_row(FINER, 2, ROUNDS, ROUNDS),
        "features-large-1": lambda: extraction_row(LARGE, 1, ROUNDS, 1),
        "features-large-2": lambda: extraction_row(LARGE, 2, ROUNDS, 1),
    }
    | evaluation.ROWS
    | threshold.ROWS
    | cohort.ROWS
    | connections.ROWS
)


def main() -> None:
    """Print one row as JSON per line: median seconds, peak memory, ratio to the baseline; all rows, or those named."""
    for name in sys.argv[1:] or ROWS:
        sys.stdout.write(json.dumps(ROWS[name]()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
