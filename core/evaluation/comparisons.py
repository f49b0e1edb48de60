"""Every pair of several scores compared on the same cases, and what so many tests cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.evaluation.delong import compare_components, structural_components
from core.evaluation.inputs import Scores, require_level, require_scores


def compare_all(y_true: npt.ArrayLike, y_scores: Mapping[str, npt.ArrayLike], level: float = 0.95) -> pd.DataFrame:
    """Paired DeLong tests of every pair of scores, with Holm's adjustment over the pairs.

    Parameters
    ----------
    y_true : (n_cases,), True or 1 where the event happened
    y_scores : name to (n_cases,) scores of the same cases
    level : confidence level of the intervals, which are not adjusted

    Returns
    -------
    (n_pairs, 12), columns score_a, score_b, p_holm and those of `core.evaluation.delong.DelongTest`

    References
    ----------
    .. [1] DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595
    """
    require_level(level)
    outcome, scores = require_scores(y_true, *y_scores.values())
    wins, losses = structural_components(outcome, scores)
    rows = []
    for (a, name_a), (b, name_b) in combinations(enumerate(y_scores), 2):
        test = compare_components(wins[[a, b]], losses[[a, b]], level)
        rows.append({"score_a": name_a, "score_b": name_b} | asdict(test))
    table = pd.DataFrame(rows)
    return table.assign(p_holm=adjust_holm(table["p_value"])) if rows else table


def adjust_holm(p_values: npt.ArrayLike) -> Scores:
    """P-values, (n_tests,), adjusted so that the chance of any false positive is kept; NaN stays and counts as none.

    Notes
    -----
    The i-th smallest of m is multiplied by m − i + 1; then each is raised to the largest before it, and 1 is the most.
    Checked against R 4.2.2 `p.adjust` in tests/references/evaluation_more_r.json.

    References
    ----------
    .. [1] Holm S (1979). Scandinavian Journal of Statistics 6:65–70. https://www.jstor.org/stable/4615733
    """
    p = np.asarray(p_values, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    adjusted = np.full_like(p, np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(order.size, 0, -1)), 1.0)
    return adjusted
