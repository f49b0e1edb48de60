"""The event, and whether there are enough."""

import pandas as pd
import pytest

from core.errors import CohortError
from core.intake.outcome import build_outcome, check_events


@pytest.mark.parametrize(
    ("cells", "event"), [(["1.0", "0", "1"], "1"), (["PD", "CR", "pd"], "PD"), (["有", "无", "有"], "有")]
)
def test_the_event_is_known_in_every_spelling(cells, event):
    assert build_outcome(pd.Series(cells), event).tolist() == [True, False, True]


@pytest.mark.parametrize("event", ["SD", "1"])
def test_an_event_that_no_case_has_is_refused_with_what_there_is(event):
    with pytest.raises(CohortError, match=f"the event {event} must happen in some cases.*response holds CR, PD"):
        build_outcome(pd.Series(["PD", "CR"], name="response"), event)


def test_one_class_of_outcome_is_refused():
    with pytest.raises(CohortError, match="and not in others, but response holds PD"):
        build_outcome(pd.Series(["PD", "PD"], name="response"), "PD")


@pytest.mark.parametrize(("events", "said"), [(3, "but of PD 3 have it"), (37, "but of PD 3 do not have it")])
def test_three_events_are_too_few_and_the_sentence_says_what_is_needed(events, said):
    outcome = pd.Series([n < events for n in range(40)])

    with pytest.raises(CohortError, match=f"at least 10 patients with and 10 without the event, {said}"):
        check_events(outcome, pd.Series(range(40)), "PD")


def test_patients_are_counted_and_not_their_lesions():
    with pytest.raises(CohortError, match="of PD 6 have it"):
        check_events(pd.Series([n < 12 for n in range(40)]), pd.Series(range(40)) // 2, "PD")
