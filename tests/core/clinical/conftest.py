"""The simulated readings and patients every second witness read, and what each witness said of them."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

REFERENCES = Path(__file__).parents[2] / "references"


@pytest.fixture(scope="session")
def r_says() -> Any:
    """What R wrote, 15 digits."""
    return json.loads((REFERENCES / "clinical.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["close", "loose"])
def readings(request: pytest.FixtureRequest) -> pd.DataFrame:
    """Three readers of the same cases, who agree well or poorly; the name of the set stands in `attrs`."""
    table = pd.read_csv(REFERENCES / "clinical_readings.csv").set_index("set").loc[request.param]
    table.attrs["set"] = request.param
    return table


@pytest.fixture
def patients() -> pd.DataFrame:
    """Seventy-three patients in two groups."""
    return pd.read_csv(REFERENCES / "clinical_baseline.csv")
