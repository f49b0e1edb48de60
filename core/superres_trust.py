"""Which features super-resolution brings closer to the truth, and which not: readings of a network's trust table.

A row says of one feature on one group of volumes how well it agrees with the true high resolution, super-resolved and
interpolated. How that was measured is not known here.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

Level = Literal["family", "feature"]
"""What is left out together: every feature of a family that is flagged, or only the features flagged themselves."""

CONCORDANCES = ("ccc_network", "ccc_bspline", "ccc_sinc")
FLAGS = ("below_bspline", "below_best")
TRUST_COLUMNS = ("feature", "family", "group", *CONCORDANCES, "ccc_low", "ccc_high", "icc", "bias", *FLAGS)

INTERPOLATORS = ("ccc_bspline", "ccc_sinc")
"""The interpolators among which the best is sought. Repeating voxels is none: its block edges have energy where texture
would have it, so it may agree in features whose image it does not resemble; it is shown and sets no bar."""

TIE = 1e-6
"""Concordances closer than this count as equal."""


def summarise_families(trust: pd.DataFrame, group: str) -> pd.DataFrame:
    """Each family of features on one group of volumes.

    Returns
    -------
    index family, the furthest behind first; columns n, n_flagged, the medians of `CONCORDANCES`, ccc_best, ahead_best,
    and below_best, True where the network's median lies below that of the best interpolator
    """
    rows = trust[trust["group"] == group]
    families = rows.groupby("family", sort=False)
    table = families[list(CONCORDANCES)].median()
    table["ccc_best"] = families[list(INTERPOLATORS)].median().max(axis=1)
    table.insert(0, "n", families.size())
    table.insert(1, "n_flagged", families["below_bspline"].sum())
    table = table.assign(ahead_best=table["ccc_network"] - table["ccc_best"])
    return table.assign(below_best=table["ahead_best"] < -TIE).sort_values("ahead_best", kind="stable")


def flagged_features(trust: pd.DataFrame, level: Level = "feature", group: str | None = None) -> frozenset[str]:
    """Features whose concordance with the truth falls behind interpolation.

    Parameters
    ----------
    level : ``"feature"`` for those below B-spline themselves; ``"family"`` for all of a family whose median is below
        the best interpolator's
    group : volumes that count; None for all groups, where one of them suffices to flag
    """
    groups = list(map(str, trust["group"].unique())) if group is None else [group]
    rows = trust[trust["group"].isin(groups)]
    if level == "feature":
        return frozenset(rows.loc[rows["below_bspline"], "feature"])
    tables = (summarise_families(trust, one) for one in groups)
    behind = {family for table in tables for family in table.index[table["below_best"]]}
    return frozenset(rows.loc[rows["family"].isin(behind), "feature"])


def find_features(trust: pd.DataFrame, group: str, sought: str = "", only_flagged: bool = False) -> pd.DataFrame:
    """Rows of one group whose feature's name holds every word sought, the furthest behind B-spline first."""
    rows = trust[trust["group"] == group]
    names = rows["feature"].str.lower()
    for word in sought.lower().split():
        rows = rows[names[rows.index].str.contains(word, regex=False)]
    rows = rows[rows["below_bspline"]] if only_flagged else rows
    ahead = rows["ccc_network"] - rows["ccc_bspline"]
    return rows.assign(ahead_bspline=ahead).sort_values("ahead_bspline", kind="stable")


def median_concordances(trust: pd.DataFrame, group: str) -> dict[str, float]:
    """Medians on one group over all features but shape, which the mask alone decides.

    Of `CONCORDANCES`, and of repeated voxels where the table tells it.
    """
    rows = trust[(trust["group"] == group) & ~trust["feature"].str.contains("_shape_", regex=False)]
    shown = [name for name in (*CONCORDANCES, "ccc_nearest") if name in rows and rows[name].notna().any()]
    return {name: float(rows[name].median()) for name in shown}
