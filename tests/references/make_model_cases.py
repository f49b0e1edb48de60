"""Writes logistic_cases.csv and signature_cases.csv: simulated patients for the R scripts beside this file.

python tests/references/make_model_cases.py
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
rng = np.random.default_rng(122)

n = 98
diameter = np.clip(rng.gamma(3.5, 2.1, n), 1.2, 19.5).round(1)
atypical = rng.random(n) < 0.2 + 0.02 * diameter
score = (0.4 * rng.normal(size=n) + 0.08 * diameter).round(4)
event = rng.random(n) < 1 / (1 + np.exp(2.6 - 0.22 * diameter - 1.6 * atypical - 1.2 * score))
logistic = {"diameter_cm": diameter, "enhancement": np.where(atypical, "atypical", "typical"), "rad_score": score}
pd.DataFrame(logistic | {"event": event.astype(int)}).to_csv(
    HERE / "logistic_cases.csv", index=False, lineterminator="\n"
)

n = 80
hidden = rng.normal(size=(n, 4))
features = np.round(hidden @ rng.normal(size=(4, 12)) + 0.8 * rng.normal(size=(n, 12)), 3)
features[:, 3] = features[:, 3].round(0)
event = rng.random(n) < 1 / (1 + np.exp(-1.2 * hidden[:, 0]))
table = pd.DataFrame(features, columns=[f"f{i}" for i in range(12)]).assign(event=event.astype(int))
table.to_csv(HERE / "signature_cases.csv", index=False, lineterminator="\n")
