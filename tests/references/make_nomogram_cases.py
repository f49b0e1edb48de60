"""Write nomogram_cases.csv: simulated cases with a variable of three levels and one that enters as its logarithm.

    python tests/references/make_nomogram_cases.py

150 cases, no patient behind any of them.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit

HERE = Path(__file__).parent


def simulate(n: int = 150, seed: int = 20261125) -> pd.DataFrame:
    """Simulate cases whose risk falls from stage A to stage B and rises to stage C."""
    rng = np.random.default_rng(seed)
    stage = rng.choice(["A", "B", "C"], size=n, p=[0.4, 0.35, 0.25])
    afp = (10 ** rng.normal(1.8, 0.9, size=n)).clip(1, 60000).round(1)
    albumin = rng.normal(38, 5, size=n).round(1)
    effect = pd.Series(stage).map({"A": 0.0, "B": -0.6, "C": 1.0}).to_numpy()
    event = rng.random(n) < expit(0.4 + effect + 0.7 * (np.log10(afp) - 1.8) - 0.08 * (albumin - 38))
    return pd.DataFrame({"event": event.astype(int), "stage": stage, "afp_ng_ml": afp, "albumin_g_l": albumin})


if __name__ == "__main__":
    simulate().to_csv(HERE / "nomogram_cases.csv", index=False)
