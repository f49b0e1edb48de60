"""What a person sees of a table before deciding."""

import pytest

from core.errors import CohortError
from core.intake.columns import Role, guess_roles
from core.intake.preview import count_outcomes, describe_columns
from tests.core.intake.tables import clinical


def test_a_column_shows_its_range_or_its_levels_with_its_gaps():
    sheet = clinical(性别=["", *"女男" * 14, "男"])

    seen = describe_columns(sheet, guess_roles(sheet))

    assert seen.loc["年龄（岁）"].tolist() == ["number", "40 – 69", 0, "岁", "", ""]
    assert seen.loc["性别"].tolist() == ["category", "男 (15), 女 (14)", 1, "", "女", ""]


def test_the_guessed_event_comes_before_its_absence():
    sheet = clinical(疗效=["1.0", "0", "0"] * 10)

    assert count_outcomes(sheet, guess_roles(sheet)) == ("疗效", {"1": 10, "0": 20})


@pytest.mark.parametrize(
    ("event", "other"), [("1", "0"), ("non-response", "response"), ("无应答", "应答"), ("有", "无")]
)
def test_the_likely_event_is_known_in_both_languages(event, other):
    sheet = clinical(疗效=[other, event, other] * 10)

    assert list(count_outcomes(sheet, guess_roles(sheet))[1]) == [event, other]


@pytest.mark.parametrize(("names", "came"), [([], "none"), (["疗效", "BCLC"], "疗效, BCLC")])
def test_one_column_is_the_outcome(names, came):
    with pytest.raises(CohortError, match=f"must be the outcome, but {came} came"):
        count_outcomes(clinical(), dict.fromkeys(names, Role.OUTCOME))
