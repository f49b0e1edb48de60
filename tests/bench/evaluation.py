"""Statistics beside their naive versions and, where R is installed, beside pROC: the same data, one process each."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from statistics import median

from tests.bench.child import measure_child

DATA = """
import sys, time
import numpy as np
n = int(sys.argv[1])
rng = np.random.default_rng(0)
event = rng.random(n) < 0.45
score = event + rng.normal(size=n)
other = event + rng.normal(size=n)
risks = {name: 1 / (1 + np.exp(0.5 - values)) for name, values in (("a", score), ("b", other))}
"""

TIME = """
begin = time.perf_counter()
work()
print(time.perf_counter() - begin)
"""

WORK = {
    "delong": """
from core.evaluation.roc import roc_curve
work = lambda: roc_curve(event, score)
""",
    "delong, all pairs": """
def work():
    away = score[event][:, None] - score[~event][None]
    wins = (away > 0) + 0.5 * (away == 0)
    return wins.mean(1).var(ddof=1) / len(wins) + wins.mean(0).var(ddof=1) / wins.shape[1]
""",
    "paired": """
from core.evaluation.delong import delong_test
work = lambda: delong_test(event, score, other)
""",
    "bootstrap": """
from core.evaluation.resampling import bootstrap_auc
work = lambda: bootstrap_auc(event, score, 2000)
""",
    "bootstrap, copied": """
def work():
    ours, others = score[event], score[~event]
    for _ in range(2000):
        away = rng.choice(ours, ours.size)[:, None] - rng.choice(others, others.size)[None]
        (away > 0).mean() + 0.5 * (away == 0).mean()
""",
    "bands": """
from core.evaluation.decision_draws import draw_net_benefits
def work():
    drawn = draw_net_benefits(event, risks, resamples=500)
    return [drawn.band(name) for name in drawn.names], drawn.difference("a", "b"), drawn.chance_of_being_best()
""",
    "bands, copied": """
from core.evaluation.decision_curve import decision_curve
def work():
    for _ in range(500):
        rows = rng.integers(n, size=n)
        [decision_curve(event[rows], risk[rows]) for risk in risks.values()]
""",
}

R_DATA = """
suppressPackageStartupMessages(library(pROC))
set.seed(0); n <- %d
event <- as.integer(runif(n) < 0.45); score <- event + rnorm(n); other <- event + rnorm(n)
make <- function(s) roc(event, s, levels = c(0, 1), direction = "<", quiet = TRUE)
cat(system.time(%s)[["elapsed"]])
"""

R_WORK = {
    "delong": "ci.auc(make(score))",
    "paired": "roc.test(make(score), make(other))",
    "bootstrap": 'ci.auc(make(score), method = "bootstrap", boot.n = 2000, progress = "none")',
}


def measure(name: str, n: int) -> tuple[float, float]:
    """Seconds of a piece of work on n cases with the libraries loaded, and the peak of its process in GiB."""
    (told,), peak = measure_child(DATA + WORK[name] + TIME, [str(n)])
    return float(told), peak


def seconds_of_proc(name: str, n: int) -> float | None:
    """Seconds of pROC for the same work; None where R, pROC or the work is absent."""
    if name not in R_WORK or not shutil.which("Rscript"):
        return None
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", R_DATA % (n, R_WORK[name])], capture_output=True, text=True, check=False
    )
    return float(done.stdout) if done.returncode == 0 else None


def statistics_row(name: str, n: int, naive: str, naive_n: int, rounds: int) -> dict[str, object]:
    """One statistic; its naive version is timed on `naive_n` cases and scaled by the pairs where that is fewer."""
    runs = [(measure(name, n), measure(naive, naive_n)) for _ in range(rounds)]
    ours, peak = median(run[0][0] for run in runs), max(run[0][1] for run in runs)
    plain = median(run[1][0] for run in runs) * (n / naive_n) ** 2
    scaled = f", scaled from {naive_n:,} cases" if naive_n < n else ""
    row: dict[str, object] = {"row": f"{name}, {n:,} cases", "seconds": round(ours, 5), "peak_gib": round(peak, 2)}
    row |= {"baseline": naive + scaled, "ratio": float(f"{ours / plain:.2g}")}
    proc = seconds_of_proc(name, n)
    return row | ({"ratio_to_proc": float(f"{ours / proc:.2g}")} if proc else {})


ROWS: dict[str, Callable[[], dict[str, object]]] = {
    "delong-small": lambda: statistics_row("delong", 122, "delong, all pairs", 122, 5),
    "delong-middle": lambda: statistics_row("delong", 10_000, "delong, all pairs", 10_000, 3),
    "delong-large": lambda: statistics_row("delong", 1_000_000, "delong, all pairs", 10_000, 3),
    "paired-large": lambda: statistics_row("paired", 1_000_000, "delong, all pairs", 10_000, 3),
    "bootstrap": lambda: statistics_row("bootstrap", 122, "bootstrap, copied", 122, 5),
    "bands": lambda: statistics_row("bands", 122, "bands, copied", 122, 5),
}
