"""Writes lasso_cases.csv: three simulated matrices, with more cases than features, fewer, and neighbours alike.

python tests/references/make_lasso_cases.py
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
rng = np.random.default_rng(33)


def simulate(name: str, cases: int, features: int, likeness: float) -> pd.DataFrame:
    """Each feature repeats the one before it by the share `likeness`; three of them tell of the event."""
    values = rng.normal(size=(cases, features))
    for j in range(1, features):
        values[:, j] = likeness * values[:, j - 1] + np.sqrt(1 - likeness**2) * values[:, j]
    values = np.round(values * rng.uniform(1, 9, features) + rng.uniform(-5, 5, features), 1)
    standard = (values - values.mean(axis=0)) / values.std(axis=0)
    chance = 1 / (1 + np.exp(-1.4 * standard[:, 2] + 1.1 * standard[:, 7] - 0.8 * standard[:, 11]))
    table = pd.DataFrame(values, columns=[f"f{j}" for j in range(features)])
    fold = rng.permutation(np.arange(cases) % 10)
    return table.assign(event=(rng.random(cases) < chance).astype(int), fold=fold, set=name)


tables = [simulate("tall", 150, 20, 0.0), simulate("wide", 60, 90, 0.0), simulate("alike", 90, 40, 0.9)]
pd.concat(tables)[["set", "fold", "event", *(f"f{j}" for j in range(90))]].to_csv(
    HERE / "lasso_cases.csv", index=False, lineterminator="\n"
)
