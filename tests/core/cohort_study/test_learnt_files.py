"""The tables beside a prediction set."""

from dataclasses import replace

import pandas as pd
import pytest

from core.cohort_study.learnt_files import describe_selection, formula
from core.signature.selection import Selection
from core.signature.settings import SelectionSettings
from core.values import Signature


@pytest.fixture
def signature() -> Signature:
    numbers = {"center": (1.0, 2.0), "scale": (0.5, 0.25), "low": (0.0, 0.0), "high": (2.0, 4.0)}
    return Signature("native", ("a", "b"), (0.3, -0.2), 0.1, **numbers, params_digest="d")


def test_the_rad_score_can_be_computed_from_its_formula(signature: Signature) -> None:
    rows = formula(signature).set_index("feature")
    terms = rows.drop(index="(intercept)")
    score = (terms["coefficient"] * (3 - terms["mean"]) / terms["standard_deviation"]).sum()

    assert rows.loc["(intercept)", "coefficient"] + score == pytest.approx(0.1 + 0.3 * 4 - 0.2 * 4)


def test_a_selection_says_how_it_was_made() -> None:
    deviance = pd.DataFrame({"mean": [1.2]}, index=pd.Index([0.1], name="penalty"))
    chosen, p_values = SelectionSettings(excluded=frozenset({"z", "y"})), pd.Series({"a": 0.01})
    selection = Selection("native", ("a",), (("extracted", 3),), p_values, 0.1, 0.1, 0.2, deviance, deviance, chosen)
    found = describe_selection(replace(selection, left_out=("case 1",)))

    assert found["funnel"] == [{"step": "extracted", "n": 3}]
    assert found["settings"]["excluded"] == ["y", "z"]
    assert (found["penalty_1se"], found["left_out"]) == (0.2, ["case 1"])
