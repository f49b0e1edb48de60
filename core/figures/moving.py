"""A chart whose threshold moves without the chart being made again: what moves in it are small tables with names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

Moved = tuple[Mapping[str, pd.DataFrame], str]
"""The tables that move, by name, and what a screen reader says; the last column of each holds the threshold, because
that is where Streamlit 1.67 looks whether a table of the same size is another one."""


@dataclass(frozen=True, eq=False)
class MovingFigure:
    """A chart drawn once.

    Parameters
    ----------
    spec : Vega-Lite without tables
    still : the tables that no threshold changes
    move : threshold to what moves
    """

    spec: Mapping[str, Any]
    still: Mapping[str, pd.DataFrame]
    move: Callable[[float], Moved]

    def at(self, threshold: float) -> tuple[dict[str, Any], str]:
        """Vega-Lite with the tables of a threshold, and what a screen reader says of it."""
        moved, text = self.move(threshold)
        return {**self.spec, "datasets": {**self.still, **moved}}, text


def named(table: str) -> alt.NamedData:
    """The table of a layer that moves."""
    return alt.NamedData(name=table)


def with_tables(chart: alt.LayerChart, tables: Mapping[str, pd.DataFrame]) -> alt.LayerChart:
    """A chart whose named tables stand in it: whole by itself, as in a file."""
    chart.datasets = {name: table.to_dict("records") for name, table in tables.items()}
    return chart


def take_apart(chart: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Vega-Lite without its tables, and the tables by name."""
    spec = dict(chart)
    return spec, {name: pd.DataFrame(rows) for name, rows in spec.pop("datasets", {}).items()}


def let_move(chart: alt.LayerChart, move: Callable[[float], Moved]) -> MovingFigure:
    """A chart with tables as `with_tables` made it, ready to be moved."""
    spec, tables = take_apart(chart.to_dict(validate=False))
    del spec["description"]
    return MovingFigure(spec, tables, move)
