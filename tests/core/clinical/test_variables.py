"""What an odds ratio compares, and what becomes of it when the event is turned round."""

import pandas as pd
import pytest

from core.clinical.variables import VARIABLES, invert_odds_ratios
from core.language import read_phrases

PAPER = pd.DataFrame({"odds_ratio": [1.311, 9.466], "ci_low": [1.112, 2.489], "ci_high": [1.547, 36.001]})


def test_the_other_event_inverts_odds_ratio_and_interval() -> None:
    found = invert_odds_ratios(PAPER.assign(p_value=[0.001, 0.001])).round(3)

    assert found.loc[0, ["odds_ratio", "ci_low", "ci_high"]].tolist() == [0.763, 0.646, 0.899]
    assert found.loc[1, ["odds_ratio", "ci_low", "ci_high"]].tolist() == [0.106, 0.028, 0.402]
    assert found["p_value"].tolist() == [0.001, 0.001]


def test_turning_the_event_twice_changes_nothing() -> None:
    pd.testing.assert_frame_equal(invert_odds_ratios(invert_odds_ratios(PAPER)), PAPER)


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_has_a_unit_or_two_levels(name: str) -> None:
    variable = VARIABLES[name]

    assert bool(variable.unit) != bool(variable.reference and variable.level)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_is_defined_in_words(name: str, language: str) -> None:
    assert read_phrases(language)[f"response.means_{name}"]
