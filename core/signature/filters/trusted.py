"""Leave out the features that may not be used."""

from __future__ import annotations

from collections.abc import Set

import pandas as pd

from core.signature.filters.base import FeatureFilter, Flags, require_some


class TrustedFeatures(FeatureFilter):
    """Drop the features named in `excluded`; names the table lacks are no error."""

    def __init__(self, excluded: Set[str] = frozenset()) -> None:
        self.excluded = excluded

    def _keep(self, table: pd.DataFrame, outcome: Flags) -> Flags:  # noqa: ARG002 - names decide
        kept = ~table.columns.isin(list(self.excluded))
        return require_some(kept, f"some feature must remain, but all {table.shape[1]} are excluded: exclude fewer")
