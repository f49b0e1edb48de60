"""The simulated patients of tests/references, and models fitted on them."""

import json
from pathlib import Path

import pandas as pd
import pytest

from core.prediction.coding import categorical_terms
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


STAGES = categorical_terms("stage", "A", ("A", "B", "C"))
JOINT = (
    Term("diameter_cm", "cm"),
    *STAGES,
    Term("afp_ng_ml", "ng/mL", transform="log10"),
    Term("sex", reference="male", level="female"),
)
SEPARATED = (Term("diameter_cm", "cm"), Term("invasion", reference="no", level="yes"), *STAGES)


@pytest.fixture(scope="session")
def staged():
    """The simulated patients of odds_cases.csv and their outcome."""
    table = pd.read_csv(REFERENCES / "odds_cases.csv").rename_axis("case_id")
    return table, table["event"] == 1


@pytest.fixture(scope="session")
def joint(staged):
    return fit_logistic(*staged, JOINT, "non-response", "clinical")


@pytest.fixture(scope="session")
def separated(staged):
    return fit_logistic(*staged, SEPARATED, "non-response", "clinical")


@pytest.fixture(scope="session")
def of_r():
    """What R says of the same patients."""
    return json.loads((REFERENCES / "odds.json").read_text())
