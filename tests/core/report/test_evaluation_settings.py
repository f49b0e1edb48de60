"""What may be asked of an evaluation."""

import pytest

from core.errors import SettingError
from core.report.evaluation_settings import EvaluationSettings, each_split, risk_names


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"prevalence": 20}, "a prevalence must lie between 0 and 1, but 20 came"),
        ({"cost_ratio": 0}, "a cost ratio must be above 0, but 0 came"),
        ({"level": 95}, "intervals need a level in 0-1 and resamples, but 95"),
        ({"resamples": 0}, "intervals need a level in 0-1 and resamples"),
        ({"language": "de"}, "figures speak en or zh, but de came"),
    ],
)
def test_what_cannot_be_asked_is_refused(choice, sentence):
    with pytest.raises(SettingError, match=sentence):
        EvaluationSettings(**choice)


def test_splits_come_training_first_with_their_own_cases(scored):
    assert [(split, len(outcome)) for split, outcome, _ in each_split(scored)] == [("training", 60), ("validation", 30)]


def test_only_probabilities_are_risks(scored):
    assert risk_names(scored) == ["risk", "second"]
