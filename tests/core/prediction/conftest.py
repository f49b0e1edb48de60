"""The simulated patients of tests/references, and models fitted on them."""

from pathlib import Path

import pandas as pd
import pytest

from core.prediction.logistic import fit_logistic
from core.values import Term

REFERENCES = Path(__file__).parents[2] / "references"
TERMS = {
    "clinical": (Term("diameter_cm", "cm"), Term("enhancement", reference="typical", level="atypical")),
}
TERMS["combined"] = (*TERMS["clinical"], Term("rad_score"))


@pytest.fixture(scope="session")
def patients():
    return pd.read_csv(REFERENCES / "logistic_cases.csv").rename_axis("case_id")


@pytest.fixture(scope="session")
def models(patients):
    outcome = patients["event"] == 1
    return {name: fit_logistic(patients, outcome, terms, "non-response", name) for name, terms in TERMS.items()}


@pytest.fixture(scope="session")
def clinical(models):
    return models["clinical"]
