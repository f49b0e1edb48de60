"""Writes combat.json: what neuroCombat makes of combat_cases.csv, alone and with age kept in.

    python tests/references/make_combat.py

Needs neuroCombat 0.2.12 and a numpy below 2, so another environment than the project's. Its iteration stops at changes
below 1e-4; it is let run on until they are below 1e-13, and the result of the default is written beside it.
"""

import importlib
import json
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
witness = importlib.import_module("neuroCombat.neuroCombat")
CASES = pd.read_csv(HERE / "combat_cases.csv")
FEATURES = CASES.filter(regex=r"^f\d+$").to_numpy().T


def harmonise(stop: float, kept: list[str]) -> list[list[float]]:
    """Harmonised features, (n_rows, n_features)."""
    witness.it_sol.__defaults__ = (stop,)
    told = CASES[["centre", *kept]]
    found = witness.neuroCombat(FEATURES, told, "centre", continuous_cols=kept)
    return np.asarray(found["data"]).T.round(12).tolist()


if __name__ == "__main__":
    reference = {
        "software": f"neuroCombat 0.2.12, numpy {np.__version__}",
        "alone": harmonise(1e-13, []),
        "with_age": harmonise(1e-13, ["age"]),
        "default": harmonise(1e-4, []),
    }
    (HERE / "combat.json").write_text(json.dumps(reference) + "\n", encoding="utf-8")
