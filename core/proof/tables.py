"""Concordance over all groups of volumes: one summary a group and method, one table a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from core.proof.concordance import build_family_table, build_trust_table, summarise_method
from core.proof.extraction import TRUTH

GroupTables = Mapping[tuple[str, str], Mapping[str, pd.DataFrame]]
"""(group, binning) to method to features (n_cases, n_features), the truth among the methods."""

WIDTH, COUNT = "width", "count"
"""Names of the binnings: a fixed width of bins, by which trust is judged, and a fixed count."""
LEAST = 2
"""Cases without which no agreement can be told."""


def summarise_tables(tables: GroupTables, draws: int = 2000) -> list[dict[str, Any]]:
    """Concordance of every method by group and binning, see `summarise_method`."""
    return [
        {"group": group, "binning": binning, "method": method} | summarise_method(by_method, method, draws)
        for (group, binning), by_method in _large_enough(tables).items()
        for method in by_method
        if method != TRUTH
    ]


def join_trust_tables(tables: GroupTables, networks: Iterable[str], draws: int = 2000) -> dict[str, pd.DataFrame]:
    """Network to its trust tables of all groups, one below the other, with a column ``group``."""
    judged = {group: by for (group, binning), by in _large_enough(tables).items() if binning == WIDTH}
    joined = {}
    for name in networks if judged else ():
        parts = [_with_group(build_trust_table(by, name, draws), group) for group, by in judged.items()]
        joined[name] = pd.concat(parts, ignore_index=True)
    return joined


def join_family_tables(trust: pd.DataFrame) -> pd.DataFrame:
    """Family tables of all groups of a trust table, one below the other, with a column ``group``."""
    parts = [_with_group(build_family_table(part), str(group)) for group, part in trust.groupby("group", sort=False)]
    joined: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return joined


def _large_enough(tables: GroupTables) -> GroupTables:
    return {key: by for key, by in tables.items() if len(by[TRUTH]) >= LEAST}


def _with_group(table: pd.DataFrame, group: str) -> pd.DataFrame:
    """The table with its group behind the family."""
    table = table.copy()
    table.insert(list(table.columns).index("family") + 1, "group", group)
    return table
