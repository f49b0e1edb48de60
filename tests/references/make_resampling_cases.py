"""Writes resampling_cases.csv: simulated patients, the fold each was held in and an out-of-fold score.

python tests/references/make_resampling_cases.py
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
rng = np.random.default_rng(632)

n = 90
values = rng.normal(size=(n, 4)).round(4)
event = rng.random(n) < 1 / (1 + np.exp(0.3 - values[:, 0] - 0.5 * values[:, 1]))
score = (0.7 * values[:, 0] + rng.normal(size=n)).round(6)
table = pd.DataFrame(values, columns=["x1", "x2", "x3", "x4"])
table = table.assign(event=event.astype(int), fold=np.arange(n) % 5, score=score, patient=np.arange(n) // 2 * 2)
table.to_csv(HERE / "resampling_cases.csv", index=False, lineterminator="\n")
