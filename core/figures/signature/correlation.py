"""How features repeat one another: their correlations, like beside like."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from core.figures.palette import AWAY, TOWARDS, layer_in_style

MOST = 60
"""Features that a chart can show apart."""


def plot_correlation(
    values: pd.DataFrame, method: str, cut: float, labels: Mapping[str, str], height: int = 300
) -> alt.LayerChart:
    """Plot the correlation of each pair of features once, ordered so that those alike lie together.

    Parameters
    ----------
    values : (n_cases, n_features), training rows; the first `MOST` features are drawn
    method : ``"spearman"`` or ``"pearson"``
    cut : absolute correlation above which two features are redundant
    labels : ``correlation``, the legend's title; ``feature``; ``pairs``, what pairs above the cut are called

    Notes
    -----
    Order of the leaves of average linkage on 1 − |r|.
    """
    shown = values.iloc[:, :MOST]
    matrix = ordered_correlation(shown, method)
    names = list(matrix.columns)
    below = matrix.where(np.tril(np.ones(matrix.shape, dtype=bool)))
    cells = below.round(3).rename_axis("one").reset_index().melt("one", var_name="other", value_name="r").dropna()
    axis = alt.Axis(labels=False, ticks=False, domain=False, grid=False, title=None)
    x, y = (alt.X("one:N", sort=names, axis=axis), alt.Y("other:N", sort=names, axis=axis))
    colour = alt.Color(
        "r:Q",
        scale=alt.Scale(domain=[-1, 0, 1], range=[AWAY, "#FFFFFF", TOWARDS]),
        legend=alt.Legend(title=labels["correlation"], orient="right", gradientLength=120, format=".1f", tickCount=3),
    )
    tooltip = [
        alt.Tooltip("one:N", title=labels["feature"]),
        alt.Tooltip("other:N", title=labels["feature"]),
        alt.Tooltip("r:Q", title=labels["correlation"], format="+.2f"),
    ]
    pairs = count_redundant(matrix, cut)
    rects = alt.Chart(cells).mark_rect().encode(x=x, y=y, color=colour, tooltip=tooltip)
    return layer_in_style([rects], height, f"{labels['correlation']}: {pairs} {labels['pairs']}")


def ordered_correlation(values: pd.DataFrame, method: str) -> pd.DataFrame:
    """Correlations (n_features, n_features) of (n_cases, n_features), rows and columns ordered like beside like.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, -1, -1, 1], "c": [1, 2, 3, 5]})
    >>> list(ordered_correlation(table, "spearman").columns)
    ['b', 'a', 'c']
    """
    matrix: pd.DataFrame = values.corr("pearson" if method == "pearson" else "spearman").fillna(0.0)
    if len(matrix) < 3:
        return matrix
    distance = 1 - np.abs(matrix.to_numpy())
    np.fill_diagonal(distance, 0.0)
    leaves = leaves_list(linkage(squareform((distance + distance.T) / 2, checks=False), "average"))
    ordered: pd.DataFrame = matrix.iloc[leaves, leaves]
    return ordered


def count_redundant(matrix: pd.DataFrame, cut: float) -> int:
    """Pairs of features whose absolute correlation, (n_features, n_features), lies above a cut."""
    upper = np.abs(matrix.to_numpy())[np.triu_indices(len(matrix), 1)]
    return int((upper > cut).sum())
