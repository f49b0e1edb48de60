"""The simulated cases every second witness read, and what each witness said of them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

REFERENCES = Path(__file__).parents[2] / "references"


@pytest.fixture(scope="session")
def cases() -> pd.DataFrame:
    """122 simulated cases; the first 24 stand for a small validation set."""
    return pd.read_csv(REFERENCES / "evaluation_cases.csv")


@pytest.fixture(scope="session")
def r_says() -> Any:
    """pROC, auRoc and rms. R wrote 15 digits; the tests ask for 1e-9 relative, far below anything printed."""
    return json.loads((REFERENCES / "evaluation_r.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def dcurves_says() -> Any:
    """The Python package dcurves, 17 digits."""
    return json.loads((REFERENCES / "decision_curve.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["score_a", "score_b", "score_tied", "small_a", "small_tied"])
def curve_case(request: pytest.FixtureRequest, cases: pd.DataFrame, r_says: Any) -> tuple[Any, Any, Any]:
    """Outcome, score, and what R says of them."""
    name = request.param
    table = cases.head(24) if name.startswith("small") else cases
    return table["event"], table[name.replace("small", "score")], r_says["roc"][name]


@pytest.fixture(params=range(5))
def noisy(request: pytest.FixtureRequest) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    """Random outcomes and scores, some tied."""
    rng = np.random.default_rng(request.param)
    event = np.append(rng.random(38) < 0.4, [True, False])
    return event, np.round(rng.normal(size=40) + event, request.param)
