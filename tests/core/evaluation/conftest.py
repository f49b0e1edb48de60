"""The simulated cases every second witness read, and what each witness said of them."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

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


class Witness(NamedTuple):
    """Cases with event, two scores and two risks, and what R says of them."""

    table: pd.DataFrame
    said: Any


@pytest.fixture(scope="session", params=["simulated", "aSAH", "birthwt", "Pima"])
def witness(request: pytest.FixtureRequest, cases: pd.DataFrame) -> Witness:
    """R on the simulated cases, as committed, and on public data that R packages ship, asked now where R is."""
    return ask_r(request.param) if request.param != "simulated" else Witness(cases, committed())


@pytest.fixture(scope="session", params=["aSAH", "birthwt", "Pima"])
def public(request: pytest.FixtureRequest) -> Witness:
    """R on public data alone."""
    return ask_r(request.param)


def committed() -> Any:
    """What R said of the simulated cases, in the shape in which it answers now."""
    told, calibrated, decision = (
        json.loads((REFERENCES / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("evaluation_more_r", "calibration_r", "decision_curve_r")
    )
    return told | {
        "calibration": calibrated["risk_a"],
        "hosmer_lemeshow": calibrated["risk_a"]["hosmer_lemeshow"],
        "decision": decision["as_drawn"],
    }


@cache
def ask_r(name: str) -> Witness:
    """Data of an R package and what R says of them; skips where R or a package of it is absent."""
    if not shutil.which("Rscript"):
        pytest.skip("R is not here: it would be asked again about public data")
    command = ["Rscript", "--vanilla", str(REFERENCES / "live.R"), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "there is no package called" in done.stderr:
        pytest.skip("R lacks a package that tests/references/witness.R names")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return Witness(pd.DataFrame(said["table"]), said)


@pytest.fixture
def sourced(witness: Witness) -> Witness:
    """As `witness`, where R also had the packages that Debian lacks."""
    if not witness.said["hosmer_lemeshow"]:
        pytest.skip("HEPASR_R_SOURCES names no sources of the packages that Debian lacks")
    return witness


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
