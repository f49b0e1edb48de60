"""Writes odds_cases.csv: simulated patients with a stage, a marker over five decades, and a sign that only events have.

python tests/references/make_odds_cases.py
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
rng = np.random.default_rng(20261125)

n = 84
diameter = np.clip(rng.gamma(3.5, 2.1, n), 1.2, 19.5).round(1)
stage = rng.choice(["A", "B", "C"], n, p=[0.35, 0.4, 0.25])
afp = np.exp(rng.normal(4.5 + 0.5 * (stage == "C"), 2.2)).round(1) + 0.1
sex = np.where(rng.random(n) < 0.8, "male", "female")
logit = -3.0 + 0.18 * diameter + 0.7 * (stage == "B") + 1.5 * (stage == "C") + 0.4 * np.log10(afp)
event = rng.random(n) < 1 / (1 + np.exp(-logit))
invasion = np.where(event & (rng.random(n) < 0.25), "yes", "no")
table = {"diameter_cm": diameter, "stage": stage, "afp_ng_ml": afp, "sex": sex, "invasion": invasion}
pd.DataFrame(table | {"event": event.astype(int)}).to_csv(HERE / "odds_cases.csv", index=False, lineterminator="\n")
