"""The nomogram as a table: the points of every mark, and the probability of every total that the figure marks."""

from __future__ import annotations

import pandas as pd

from core.csv_text import as_csv
from core.evaluation.nomogram import Nomogram
from core.figures.nomogram_axes import RISKS


def points_csv(nomogram: Nomogram) -> str:
    """Long table as CSV: term, value, label, points; the rows of `total_points` have the probability as their value."""
    totals = nomogram.points_of_risk(RISKS)
    reached = (totals >= 0) & (totals <= nomogram.largest_total)
    ends = pd.DataFrame({"value": RISKS[reached], "points": totals[reached]})
    ends = ends.assign(term="total_points", label=[f"{risk:.0%}" for risk in ends["value"]])
    return as_csv(pd.concat([nomogram.table, ends], ignore_index=True), index=False)
