"""What a super-resolution network's folder says of itself: its card, its trust table, its learning curve.

Read without loading a network. What a folder does not hold yet is said to be absent and never made up; a table counts
only when the card lists it, for then its digest proves it. How the numbers were measured is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from core.cards import CARD_NAME, MODELS, Card, read_card
from core.errors import CardError
from core.superres_trust import FLAGS, TRUST_COLUMNS, Level, flagged_features, median_concordances

TRUST, LEARNING = "trust.csv", "learning-curve.csv"
LEARNING_COLUMNS = ("run", "step", "seconds", "train_gain_db", "validation_gain_db", "rate")

BARS = {"hippocampus": 0.8, "sarcoma": 0.9, "liver": 0.5, "prostate": 0.6}
"""Gain over sinc that was asked for before the held-out volumes were opened, dB of foreground PSNR, by group."""

NAMES = {
    "n_cases": "n",
    "psnr": "psnr_network",
    "ssim": "ssim_network",
    "gain_over_sinc": "gain_sinc_db",
    "gain_over_bspline": "gain_bspline_db",
    "median_ccc": "median_ccc_network",
    "difference_of_medians_to_bspline": "difference_bspline",
}
"""Names in a benchmark's summary to those used here; names that are not listed are kept."""

Numbers = dict[str, dict[str, Any]]
"""Group of volumes to its numbers by name."""


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

    @property
    def proof(self) -> Mapping[str, Any]:
        """What was measured on held-out volumes, as it stands on the card."""
        return _table(self.card.extra, "proof")

    @cached_property
    def fidelity(self) -> Numbers:
        """By group n, gain_sinc_db, gain_bspline_db, ssim_network, …, in the foreground; what is known of them."""
        return _by_group(_table(self.proof, "fidelity") or _table(self.proof, "foreground"))

    @cached_property
    def inside(self) -> Numbers:
        """The same inside the masks of the region of interest."""
        return _by_group(_table(self.proof, "roi"))

    @cached_property
    def concordance(self) -> Numbers:
        """By group n, median_ccc_network and of interpolators, difference_bspline, ci_low, ci_high; what is known."""
        found = _by_group(_table(self.proof, "concordance"))
        for group in found.keys() & set(self.groups):
            medians = median_concordances(self.trust, group)
            found[group] = {f"median_{name}": value for name, value in medians.items()} | found[group]
        return found

    @cached_property
    def checks(self) -> Mapping[str, Any]:
        """Geometry, seams and cost; with the worst consistency error and the worst error of a lesion's integral."""
        errors = {"consistency_error": [told.get("consistency_error") for told in self.fidelity.values()]}
        lesions = _table(self.proof, "lesions").values()
        errors["lesion_error"] = [told.get("integral_error") for told in lesions if isinstance(told, Mapping)]
        known = {name: [value for value in values if value is not None] for name, values in errors.items()}
        return {name: max(values) for name, values in known.items() if values} | dict(_table(self.proof, "checks"))


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


def excluded_features(
    network: str, level: Level = "family", group: str | None = None, folder: Path = MODELS
) -> frozenset[str]:
    """What a signature should not use of this network's images, by its trust table; nothing where it has none yet."""
    return flagged_features(read_network_card(network, folder).trust, level, group)


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


def _by_group(table: Mapping[str, Any]) -> Numbers:
    return {group: _plain(told) for group, told in table.items() if isinstance(told, Mapping)}


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers under the names used here; of an estimate with its interval the estimate, and the difference's ends."""
    named = {NAMES.get(key, key): value for key, value in told.items()}
    difference = named.get("difference_bspline")
    ends = dict(zip(("ci_low", "ci_high"), difference[1:3], strict=False)) if isinstance(difference, list) else {}
    return {key: value[0] if isinstance(value, list) and value else value for key, value in named.items()} | ends
