"""Write reliability_cases.csv: ratings that the second witness of core/features/reliability reads.

    python tests/references/make_reliability_cases.py

One row per subject and set. "textbook" is the table of Shrout and Fleiss (1979); the others are simulated: two raters
that agree well, two of which one reads higher, three that barely agree, and two that rather contradict each other.
"""

from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
TEXTBOOK = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def simulate(seed: int = 20261123) -> dict[str, np.ndarray]:
    """Ratings (n_subjects, n_raters) by the name of their set."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(50, 10, 20)
    close = np.stack([truth, truth + rng.normal(0, 2, 20)], axis=1)
    shifted = np.stack([truth, 0.8 * truth + 18 + rng.normal(0, 3, 20)], axis=1)
    loose = rng.normal(0, 3, (8, 3)) + rng.normal(0, 1.5, (8, 1))
    against = np.stack([truth[:9], 70 - 0.4 * truth[:9] + rng.normal(0, 8, 9)], axis=1)
    return {
        "textbook": np.array(TEXTBOOK, float),
        "close": close,
        "shifted": shifted,
        "loose": loose,
        "against": against,
    }


if __name__ == "__main__":
    tables = [
        pd.DataFrame(ratings.round(6)).add_prefix("rater_").assign(set=name) for name, ratings in simulate().items()
    ]
    table = pd.concat(tables)
    table[["set", *sorted(column for column in table if column != "set")]].to_csv(
        HERE / "reliability_cases.csv", index=False
    )
