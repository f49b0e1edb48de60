"""Writes combat_cases.csv: simulated features of three centres that differ in location and scale, with one covariate.

python tests/references/make_combat_cases.py
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
COUNTS = {"east": 14, "north": 9, "west": 22}
FEATURES = 16

rng = np.random.default_rng(20261125)
centre = np.repeat(list(COUNTS), list(COUNTS.values()))
age = rng.normal(58, 10, len(centre)).round()
values = rng.normal(size=(len(centre), FEATURES)) * rng.uniform(0.5, 3, FEATURES)
values += rng.normal(5, 4, FEATURES) + 0.04 * age[:, None]
for place, name in enumerate(COUNTS):
    values[centre == name] = values[centre == name] * (1 + 0.3 * place) + rng.normal(place, 0.6, FEATURES)
features = pd.DataFrame(values.round(4), columns=[f"f{n}" for n in range(FEATURES)])
features.assign(centre=centre, age=age).to_csv(HERE / "combat_cases.csv", index=False, lineterminator="\n")
