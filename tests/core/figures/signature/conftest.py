"""Words for the charts of a signature, and what a chart draws."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

NAMES = ("native", "features", "icc", "cut", "auc", "permutations", "chance", "observed", "splits", "own", "penalty")
NAMES += ("coefficient", "feature", "min", "1se", "deviance", "mean", "sd", "interval", "correlation", "pairs")
NAMES += ("score", "case", "event", "non_event")


@pytest.fixture(scope="session")
def labels() -> dict[str, str]:
    return {name: f"<{name}>" for name in NAMES} | {"native": "原始", "super-resolved": "SR"}


@pytest.fixture(scope="session")
def classes() -> dict[str, str]:
    names = ("shape", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm", "other")
    return {name: name.upper() for name in names}


@pytest.fixture(scope="session")
def drawn() -> Callable[[Any, int], pd.DataFrame]:
    """The rows one layer of a chart draws."""

    def read(chart: Any, position: int) -> pd.DataFrame:
        spec = chart.to_dict()
        data = spec["layer"][position].get("data", spec.get("data"))
        return pd.DataFrame(spec["datasets"][data["name"]])

    return read
