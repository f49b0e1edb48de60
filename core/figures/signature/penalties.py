"""The penalty of a LASSO: what each feature weighs along it, and how well it predicts cases it has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from core.figures.palette import AXIS, BAND, INK, MUTED, TOWARDS, layer_in_style
from core.figures.signature.classes import class_colour, class_of

COUNTS = 8
"""Numbers of features written above a chart."""


@dataclass(frozen=True)
class Penalties:
    """The two penalties that are marked, and the one that was taken.

    Parameters
    ----------
    smallest : λ of the smallest deviance
    sparsest : largest λ within one standard error of it
    chosen : one of them, or another
    """

    smallest: float
    sparsest: float
    chosen: float


def plot_path(
    path: pd.DataFrame, penalties: Penalties, classes: Mapping[str, str], labels: Mapping[str, str], height: int = 260
) -> alt.LayerChart:
    """Plot each feature's coefficient by log λ, with the number of features above and the penalties marked.

    Parameters
    ----------
    path : index λ, one column per feature, standardised coefficients
    classes : feature class to its name on screen
    labels : ``penalty`` and ``coefficient``, the axis titles; ``feature``; ``features``; ``min``, ``1se``
    height : pixels of the plot
    """
    kept = path.loc[:, (path != 0).any()]
    lines = kept.rename_axis("penalty").reset_index().melt("penalty", var_name="feature", value_name="coefficient")
    lines["log"] = np.log(lines["penalty"])
    found = lines["feature"].map(class_of)
    lines["class"] = found.map(classes)
    x, y = _log_axis(labels), alt.Y("coefficient:Q", title=labels["coefficient"], axis=alt.Axis(tickCount=6))
    tooltip = [
        alt.Tooltip("feature:N", title=labels["feature"]),
        alt.Tooltip("coefficient:Q", title=labels["coefficient"], format="+.3f"),
        alt.Tooltip("log:Q", title=labels["penalty"], format=".2f"),
    ]
    drawn = (
        alt.Chart(lines)
        .mark_line(strokeWidth=1.7)
        .encode(x, y, class_colour(found, classes, "stroke"), detail="feature:N")
    )
    pointed = lines[lines["coefficient"] != 0]
    dots = alt.Chart(pointed).mark_circle(opacity=0, size=60).encode(x, y, tooltip=tooltip)
    layers = [drawn, dots, *_marks(penalties, labels), _counted((path != 0).sum(axis=1), labels)]
    n = int(np.count_nonzero(path.to_numpy()[path.index == penalties.chosen]))
    return layer_in_style(layers, height, f"{labels['coefficient']}, {labels['penalty']}: {n} {labels['features']}")


def plot_deviance(
    deviance: pd.DataFrame, penalties: Penalties, labels: Mapping[str, str], height: int = 260
) -> alt.LayerChart:
    """Plot the out-of-fold deviance by log λ, mean ± standard error, with the penalties marked.

    Parameters
    ----------
    deviance : index λ, columns mean, standard_error, n_features
    labels : ``penalty`` and ``deviance``, the axis titles; ``features``; ``min``, ``1se``
    height : pixels of the plot
    """
    rows = deviance.rename_axis("penalty").reset_index()
    rows = rows.assign(log=np.log(rows["penalty"]), low=rows["mean"] - rows["standard_error"])
    rows["high"] = rows["mean"] + rows["standard_error"]
    x = _log_axis(labels)
    y = alt.Y("mean:Q", title=labels["deviance"], scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=6))
    tooltip = [
        alt.Tooltip("log:Q", title=labels["penalty"], format=".2f"),
        alt.Tooltip("mean:Q", title=labels["deviance"], format=".4f"),
        alt.Tooltip("standard_error:Q", title="±", format=".4f"),
        alt.Tooltip("n_features:Q", title=labels["features"]),
    ]
    points = alt.Chart(rows).encode(x)
    layers = [
        points.mark_rule(color=AXIS).encode(y=alt.Y("low:Q", title=labels["deviance"]), y2="high:Q"),
        points.mark_circle(color=BAND, size=26, opacity=1).encode(y=y, tooltip=tooltip),
        *_marks(penalties, labels),
        _counted(deviance["n_features"], labels),
    ]
    best = float(deviance["mean"][deviance.index == penalties.smallest].iloc[0])
    return layer_in_style(layers, height, f"{labels['deviance']}, {labels['min']}: {best:.4f}")


def _log_axis(labels: Mapping[str, str]) -> alt.X:
    return alt.X("log:Q", title=labels["penalty"], scale=alt.Scale(zero=False, nice=False, padding=6))


def _marks(penalties: Penalties, labels: Mapping[str, str]) -> list[alt.Chart]:
    """Both penalties as lines, the one taken in full; their texts stand one below the other, lest they collide."""
    layers = []
    for name, penalty, below in (("min", penalties.smallest, 6), ("1se", penalties.sparsest, 20)):
        taken = penalty == penalties.chosen
        line = alt.Chart(pd.DataFrame({"log": [np.log(penalty)], "text": [labels[name]]})).encode(x="log:Q")
        rule = line.mark_rule(color=TOWARDS if taken else MUTED, strokeDash=[1, 0] if taken else [4, 3])
        written = line.mark_text(align="left", dx=5, dy=below, color=INK if taken else MUTED, baseline="top")
        layers += [rule, written.encode(text="text:N", y=alt.value(0))]
    return layers


def _counted(counts: pd.Series[int], labels: Mapping[str, str]) -> alt.Chart:
    """The number of features above the plot, at a few penalties."""
    places = np.unique(np.linspace(0, len(counts) - 1, COUNTS).round().astype(int))
    shown = counts.iloc[places]
    table = pd.DataFrame({"log": np.log(shown.index.to_numpy(dtype=float)), "n": shown.to_numpy()})
    text: alt.Chart = alt.Chart(table).mark_text(dy=-9, color=MUTED)
    return text.encode(x="log:Q", y=alt.value(0), text="n:Q", tooltip=[alt.Tooltip("n:Q", title=labels["features"])])
