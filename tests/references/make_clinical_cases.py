"""Write clinical_readings.csv and clinical_baseline.csv: what the second witness of core/clinical reads.

    python tests/references/make_clinical_cases.py

The readings are simulated: three readers of 90 cases who agree well, two of 30 who agree poorly, and two sums each. The
baseline table is simulated: 73 patients in two groups, with ties, a level that is rare, and values that are missing.
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
CATEGORIES = np.array(["CR", "PR", "SD", "PD"])


def simulate_readings(rng: np.random.Generator, n: int, slips: float, name: str) -> pd.DataFrame:
    """One row per case: the categories and sums of three readers."""
    truth = rng.choice(4, n, p=[0.12, 0.44, 0.28, 0.16])
    table = {"set": name}
    for reader in (1, 2, 3):
        moved = np.clip(truth + rng.choice([-1, 1], n), 0, 3)
        table[f"category_{reader}"] = CATEGORIES[np.where(rng.random(n) < slips, moved, truth)]
    size = rng.gamma(5, 10, n)
    for reader in (1, 2, 3):
        table[f"sum_{reader}"] = (size * rng.normal(1, 0.06, n) + reader).clip(1).round(1)
    return pd.DataFrame(table)


def simulate_baseline(rng: np.random.Generator, n: int = 73) -> pd.DataFrame:
    """One row per patient: group, three numbers and three categories."""
    group = np.where(rng.random(n) < 0.45, "non-responder", "responder")
    worse = group == "non-responder"
    table = pd.DataFrame({"group": group})
    table["age"] = rng.normal(57, 10, n).round(2)
    table["afp"] = rng.lognormal(4 + worse, 1.5, n).round(3)
    table["sessions"] = rng.integers(1, 5, n)
    table["sex"] = np.where(rng.random(n) < 0.8, "male", "female")
    table["pvtt"] = np.where(rng.random(n) < 0.2 + 0.25 * worse, "yes", "no")
    table["drug"] = rng.choice(["lenvatinib", "sorafenib", "apatinib", "donafenib"], n, p=[0.55, 0.25, 0.14, 0.06])
    table.loc[rng.choice(n, 6, replace=False), "age"] = np.nan
    table.loc[rng.choice(n, 4, replace=False), "pvtt"] = np.nan
    return table


if __name__ == "__main__":
    rng = np.random.default_rng(20261125)
    readings = [simulate_readings(rng, 90, 0.12, "close"), simulate_readings(rng, 30, 0.6, "loose")]
    pd.concat(readings).to_csv(HERE / "clinical_readings.csv", index=False)
    simulate_baseline(rng).to_csv(HERE / "clinical_baseline.csv", index=False)
