"""Write evaluation_cases.csv: simulated cases that every second witness of core/evaluation reads.

    python tests/references/make_evaluation_cases.py

122 cases, 54 with the event, no patient behind any of them. score_tied holds eleven distinct values; the risks are
rounded to 1 %, so that many of them lie exactly on a threshold.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit

HERE = Path(__file__).parent


def simulate(n: int = 122, events: int = 54, seed: int = 20261123) -> pd.DataFrame:
    """Simulate cases whose two scores share noise, so that a paired test has a correlation to use."""
    rng = np.random.default_rng(seed)
    event = rng.permutation(np.arange(n) < events)
    shared = rng.normal(size=n)
    score_a = (1.6 * event + 0.6 * shared + 0.8 * rng.normal(size=n)).round(6)
    score_b = (0.9 * event + 0.6 * shared + 0.8 * rng.normal(size=n)).round(6)
    diameter = np.clip(rng.gamma(4.0, 1.6, size=n) + 1.5 * event, 1.0, 18.0).round(1)
    atypical = rng.random(n) < np.where(event, 0.5, 0.2)
    return pd.DataFrame(
        {
            "case_id": [f"S{i:03d}" for i in range(1, n + 1)],
            "event": event.astype(int),
            "score_a": score_a,
            "score_b": score_b,
            "score_tied": np.clip((2 * score_b + 4).round(), 0, 10).astype(int),
            "risk_a": expit(2 * (score_a - 0.8)).round(2).clip(0.01, 0.99),
            "risk_b": expit(1.5 * (score_b - 0.5)).round(2).clip(0.01, 0.99),
            "diameter_cm": diameter,
            "enhancement": np.where(atypical, "atypical", "typical"),
        }
    )


if __name__ == "__main__":
    simulate().to_csv(HERE / "evaluation_cases.csv", index=False)
