"""What each feature of a signature weighs."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from core.figures.palette import AXIS, layer_in_style, signed_axis
from core.figures.signature.classes import class_colour, class_of
from core.values import Signature

ROW = 26
"""Pixels of one bar with its gap."""


def plot_coefficients(signature: Signature, classes: Mapping[str, str], labels: Mapping[str, str]) -> alt.LayerChart:
    """Plot the coefficients of a signature, the largest first, coloured by feature class.

    Parameters
    ----------
    classes : feature class to its name on screen
    labels : ``coefficient``, the axis title; ``feature``, ``mean``, ``sd``
    """
    found = [class_of(name) for name in signature.names]
    table = pd.DataFrame({"feature": signature.names, "coefficient": signature.coefficients})
    table = table.assign(mean=signature.center, sd=signature.scale, **{"class": [classes[name] for name in found]})
    table = table.iloc[np.argsort(-np.abs(signature.coefficients), kind="stable")]
    x = alt.X("coefficient:Q", title=labels["coefficient"], axis=signed_axis("+.2~g", tickCount=4))
    y = alt.Y("feature:N", title=None, sort=list(table["feature"]))
    y = y.axis(labelLimit=260, domain=False, ticks=False, grid=False)
    tooltip = [
        alt.Tooltip("feature:N", title=labels["feature"]),
        alt.Tooltip("coefficient:Q", title=labels["coefficient"], format="+.4f"),
        alt.Tooltip("mean:Q", title=labels["mean"], format=".5g"),
        alt.Tooltip("sd:Q", title=labels["sd"], format=".5g"),
    ]
    bars = alt.Chart(table).mark_bar(size=15).encode(x, y, class_colour(found, classes, "square"), tooltip=tooltip)
    zero = alt.Chart(pd.DataFrame({"coefficient": [0.0]})).mark_rule(color=AXIS).encode(x="coefficient:Q")
    told = "; ".join(f"{row.feature} {row.coefficient:+.3f}" for row in table.itertuples())
    return layer_in_style([bars, zero], ROW * len(table) + 10, f"{labels['coefficient']}: {told}")
