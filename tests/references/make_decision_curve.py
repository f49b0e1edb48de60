"""Write decision_curve.json: what the Python package dcurves says of evaluation_cases.csv.

    python -m venv build/dcurves && build/dcurves/bin/pip install dcurves==1.1.7
    build/dcurves/bin/python tests/references/make_decision_curve.py

dcurves is kept out of requirements-dev.txt: it needs an older pandas and brings lifelines.
"""

import json
from importlib.metadata import version
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
THRESHOLDS = [i / 100 for i in range(1, 100)]


def read_dcurves(outcome: str, models: list[str]) -> dict[str, dict[str, list[float]]]:
    """Net benefit and net interventions avoided (per case) by model."""
    from dcurves import dca  # here, so that collecting the tests does not ask for it

    cases = pd.read_csv(HERE / "evaluation_cases.csv")
    table = dca(data=cases, outcome=outcome, modelnames=models, thresholds=THRESHOLDS, nper=1)
    columns = ["threshold", "net_benefit", "net_intervention_avoided", "test_pos_rate"]
    return {name: table.loc[table["model"] == name, columns].to_dict("list") for name in [*models, "all", "none"]}


if __name__ == "__main__":
    reference = {
        "software": {"dcurves": version("dcurves"), "pandas": version("pandas")},
        "script": "tests/references/make_decision_curve.py",
        "input": "tests/references/evaluation_cases.csv",
        "models": read_dcurves("event", ["risk_a", "risk_b"]),
    }
    (HERE / "decision_curve.json").write_text(json.dumps(reference, indent=1) + "\n", encoding="utf-8")
