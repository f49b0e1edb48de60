"""Features by the engine and by pyradiomics, side by side: each measurement in a process of its own, interleaved."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.child import measure_child

THREADS = ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS")

MEASURE = """
import sys, time
from pathlib import Path
import numpy as np
from core.features.engine.measure import measure_features
from core.features.engine.warm import load_kernels
from core.features.params import read_params
from core.features.stock import load_pyradiomics, measure_by_pyradiomics
from core.values import Case, Mask, Volume

def simulate(shape, spacing, radius):
    grey = np.random.default_rng(0).standard_normal(shape, np.float32)
    axes = [(np.arange(n, dtype=np.float32) - n / 2) * s for n, s in zip(shape, spacing)]
    ball = sum(a**2 for a in np.meshgrid(*axes, indexing="ij", sparse=True)) < radius**2
    grey[ball] = 1 + 0.7 * grey[ball]
    affine = np.diag([*spacing, 1.0])
    return Case("phantom", Volume(grey, affine), Mask(ball, affine))

method, workers, *numbers = sys.argv[1:]
shape, spacing, radius = tuple(map(int, numbers[:3])), tuple(map(float, numbers[3:6])), float(numbers[6])
case, params = simulate(shape, spacing, radius), read_params()
load_kernels() if method == "engine" else load_pyradiomics()
if (peak := Path("/proc/self/clear_refs")).exists():
    peak.write_text("5")  # simulating the case is not measured, but the case stays in memory
begin = time.perf_counter()
if method == "engine":
    measure_features(case, params, workers=int(workers))
else:
    measure_by_pyradiomics(case, params)
print(time.perf_counter() - begin, case.mask.voxel_count)
"""

STOCK_START = """
import numpy as np
from core.features.params import read_params
from core.features.stock import measure_by_pyradiomics
from core.values import Case, Mask, Volume
ball = ((np.indices((9, 9, 9)) - 4) ** 2).sum(0) < 10
noise = np.random.default_rng(0).normal(size=ball.shape)
measure_by_pyradiomics(Case("start", Volume(noise, np.eye(4)), Mask(ball, np.eye(4))), read_params())
"""


@dataclass(frozen=True)
class Phantom:
    """Noise of some size around a ball of other noise; spacing and radius in mm."""

    shape: tuple[int, int, int]
    spacing: tuple[float, float, float]
    radius: float

    @property
    def words(self) -> list[str]:
        """As arguments of a process."""
        return [str(number) for number in (*self.shape, *self.spacing, self.radius)]


NATIVE = Phantom((256, 256, 25), (0.78125, 0.78125, 6.5), 15.76)
FINER = Phantom((512, 512, 50), (0.390625, 0.390625, 3.25), 15.76)
LARGE = Phantom((640, 512, 122), (0.3125, 0.3125, 2.5), 22.6)


def measure(method: str, phantom: Phantom, workers: int) -> tuple[float, float, int]:
    """One extraction with the libraries loaded: seconds, peak GiB of its process, voxels of the region."""
    words = [method, str(workers), *phantom.words]
    (seconds, voxels), peak = measure_child(MEASURE, words, dict.fromkeys(THREADS, str(workers)))
    return float(seconds), peak, int(voxels)


def extraction_row(phantom: Phantom, workers: int, rounds: int, stock_rounds: int) -> dict[str, object]:
    """All features by the engine, warm; the baseline is pyradiomics on the whole volume with as many threads."""
    ours, stock = [], []
    for n in range(rounds):
        ours.append(measure("engine", phantom, workers))
        if n < stock_rounds:
            stock.append(measure("pyradiomics", phantom, workers))
    seconds, baseline = median(run[0] for run in ours), median(run[0] for run in stock)
    size = "x".join(map(str, phantom.shape))
    row = {"row": f"1,130 features, {ours[0][2]} voxels in {size}, {workers} threads", "seconds": round(seconds, 3)}
    row |= {"peak_gib": round(max(run[1] for run in ours), 2), "baseline": "pyradiomics, whole volume"}
    row |= {"baseline_seconds": round(baseline, 2), "baseline_peak_gib": round(max(run[1] for run in stock), 2)}
    return row | {"times_faster": round(baseline / seconds, 1)}


def start_row(cold: bool, rounds: int) -> dict[str, object]:
    """From the start of a process to the features of a tiny region; cold is the very first, which compiles."""
    ours, stock = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as cache:
            ours.append(_start(["-m", "core.features.engine.warm"], Path(cache) if cold else None))
        stock.append(_start(["-c", STOCK_START], None))
    name = "cold start: the first features, kernels compiled" if cold else "process start to features, kernels kept"
    row = {"row": name, "seconds": round(median(ours), 2), "baseline": "pyradiomics, process start to features"}
    return row | {"baseline_seconds": round(median(stock), 2)}


def _start(words: list[str], cache: Path | None) -> float:
    environment = os.environ | ({"NUMBA_CACHE_DIR": str(cache)} if cache else {})
    begin = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin
