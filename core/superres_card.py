"""What a super-resolution network's folder says of itself: its card, its trust table, its learning curve.

Read without loading a network. What a folder does not hold yet is said to be absent and never made up; a table counts
only when the card lists it, for then its digest proves it. How the numbers were measured is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from core.cards import CARD_NAME, MODELS, Card, read_card
from core.errors import CardError

Level = Literal["family", "feature"]
"""What is left out together: every feature of a family that is flagged, or only the features flagged themselves."""

TRUST, LEARNING = "trust.csv", "learning-curve.csv"
CONCORDANCES = ("ccc_network", "ccc_bspline", "ccc_sinc")
FLAGS = ("below_bspline", "below_best")
TRUST_COLUMNS = ("feature", "family", "group", *CONCORDANCES, "ccc_low", "ccc_high", "icc", "bias", *FLAGS)
LEARNING_COLUMNS = ("run", "step", "seconds", "train_gain_db", "validation_gain_db", "rate")

TIE = 1e-6
"""Concordances closer than this count as equal."""

BARS = {"hippocampus": 0.8, "sarcoma": 0.9, "liver": 0.5, "prostate": 0.6}
"""Gain over sinc that was asked for before the held-out volumes were opened, dB of foreground PSNR, by group."""


@dataclass(frozen=True, eq=False)
class NetworkCard:
    """What one network's folder says.

    Parameters
    ----------
    card : as it stands in the folder
    trust : one row per feature and group of volumes (`TRUST_COLUMNS`); no rows where there is no table yet
    learning : one row per run and step (`LEARNING_COLUMNS`); no rows where there is no table yet
    """

    card: Card
    trust: pd.DataFrame
    learning: pd.DataFrame

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of volumes the features were judged on, in the order of the table."""
        return tuple(map(str, self.trust["group"].unique()))

    @property
    def training(self) -> Mapping[str, Any]:
        """Effort and result of the training."""
        return _table(self.card.extra, "training")

    def proof(self, part: str) -> Mapping[str, Any]:
        """A part of what was measured on held-out volumes: ``fidelity`` or ``concordance`` by group, or ``checks``."""
        return _table(_table(self.card.extra, "proof"), part)


def read_network_card(name: str, folder: Path = MODELS) -> NetworkCard:
    """What the folder of a network says; raises `CardError` when it is absent, altered or a table is not whole."""
    card = read_card(folder / name)
    trust, learning = (
        _read_table(folder / name, card, *asked) for asked in ((TRUST, TRUST_COLUMNS), (LEARNING, LEARNING_COLUMNS))
    )
    return NetworkCard(card, trust.astype(dict.fromkeys(FLAGS, bool)), learning)


def list_networks(folder: Path = MODELS) -> tuple[str, ...]:
    """Names of the super-resolution networks there are, fidelity before perceptual, the newest first."""
    names = sorted((path.parent.name for path in folder.glob(f"sr-*/{CARD_NAME}")), reverse=True)
    return tuple(sorted(names, key=lambda name: not name.startswith("sr-fidelity")))


def summarise_families(trust: pd.DataFrame, group: str) -> pd.DataFrame:
    """Each family of features on one group of volumes.

    Returns
    -------
    index family, the furthest behind first; columns n, n_flagged, the medians of `CONCORDANCES`, ccc_best, ahead, and
    below_best, True where the network's median lies below that of the best interpolator, chosen feature by feature
    """
    rows = trust[trust["group"] == group]
    best = rows["ccc_best"] if "ccc_best" in rows else rows[["ccc_bspline", "ccc_sinc"]].max(axis=1)
    families = rows.assign(ccc_best=best).groupby("family", sort=False)
    table = families[[*CONCORDANCES, "ccc_best"]].median()
    table.insert(0, "n", families.size())
    table.insert(1, "n_flagged", families["below_bspline"].sum())
    table = table.assign(ahead=table["ccc_network"] - table["ccc_best"])
    return table.assign(below_best=table["ahead"] < -TIE).sort_values("ahead", kind="stable")


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


def excluded_features(
    network: str, level: Level = "family", group: str | None = None, folder: Path = MODELS
) -> frozenset[str]:
    """What a signature should not use of this network's images, by its trust table; nothing where it has none yet."""
    return flagged_features(read_network_card(network, folder).trust, level, group)


def find_features(trust: pd.DataFrame, group: str, sought: str = "", only_flagged: bool = False) -> pd.DataFrame:
    """Rows of one group whose feature's name holds every word sought, the furthest behind B-spline first."""
    rows = trust[trust["group"] == group]
    names = rows["feature"].str.lower()
    for word in sought.lower().split():
        rows = rows[names[rows.index].str.contains(word, regex=False)]
    rows = rows[rows["below_bspline"]] if only_flagged else rows
    return rows.assign(ahead=rows["ccc_network"] - rows["ccc_bspline"]).sort_values("ahead", kind="stable")


def _read_table(folder: Path, card: Card, name: str, columns: tuple[str, ...]) -> pd.DataFrame:
    if name not in card.files:
        return pd.DataFrame(columns=list(columns))
    try:
        table = pd.read_csv(folder / name)
    except ValueError as error:
        raise CardError(f"{name} of {card.name} must be a CSV table, but it is not: restore the folder") from error
    missing = ", ".join(column for column in columns if column not in table)
    if missing:
        raise CardError(f"{name} of {card.name} must have its columns, but {missing} is missing: write it again")
    return table


def _table(extra: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = extra.get(name, {})
    return found if isinstance(found, Mapping) else {}
