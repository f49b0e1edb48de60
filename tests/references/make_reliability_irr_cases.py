"""Writes reliability_irr_cases.csv: ratings that irr, another witness of core/features/reliability, reads.

    python tests/references/make_reliability_irr_cases.py

Three raters, two that tie on a scale of five steps, two that all but agree, one that reads higher, and few subjects.
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent


def simulate(seed: int = 20261125) -> dict[str, np.ndarray]:
    """Ratings (n_subjects, n_raters) by the name of their set."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(50, 10, 30)
    steps = rng.integers(1, 6, 25)
    return {
        "three raters": truth[:, None] + rng.normal(0, 4, (30, 3)),
        "ties": np.stack([steps, np.clip(steps + rng.integers(-1, 2, 25), 1, 5)], axis=1),
        "near-perfect": np.stack([truth, truth + rng.normal(0, 1e-4, 30)], axis=1),
        "reads higher": np.stack([truth, truth + 6 + rng.normal(0, 3, 30)], axis=1),
        "few subjects": truth[:4, None] + rng.normal(0, 8, (4, 3)),
    }


if __name__ == "__main__":
    tables = [pd.DataFrame(ratings).add_prefix("rater_").assign(set=name) for name, ratings in simulate().items()]
    table = pd.concat(tables)
    table[["set", *sorted(column for column in table if column != "set")]].round(6).to_csv(
        HERE / "reliability_irr_cases.csv", index=False, lineterminator="\n"
    )
