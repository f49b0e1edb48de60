"""The numbers of a flowchart: what goes in comes out."""

import pytest

from core.errors import CohortError
from core.intake.assemble import build_cohort
from core.intake.columns import guess_roles
from core.intake.flow import Flow, cohort_flow, intake_flow
from core.intake.mapping import build_mapping
from tests.core.intake.tables import clinical, features


@pytest.fixture
def intake():
    """Thirty cases; the last has no features, the first no outcome."""
    sheet = clinical(疗效=["", *["PD" if n % 3 == 0 else "CR" for n in range(29)]])
    table = features().iloc[:-1]
    mapping = build_mapping(sheet, guess_roles(sheet), {"native": guess_roles(table)}, "PD", "progression")
    return build_cohort(mapping, sheet, {"native": table})


def test_the_flow_of_an_intake_counts_every_reason(intake):
    flow = intake_flow(intake)

    assert (flow.eligible, dict(flow.excluded), flow.included) == (30, {"no_features": 1, "no_outcome": 1}, 28)


def test_a_part_tells_its_cases_and_events(intake):
    cohort = intake.cohort

    events = int(cohort.training.outcome.sum()), int(cohort.validation.outcome.sum())
    assert dict(intake_flow(intake).parts) == {"training": (20, events[0]), "validation": (8, events[1])}


def test_a_reason_that_concerns_nobody_is_not_told(intake):
    assert dict(cohort_flow(intake.cohort, {"no_label": 0}).excluded) == {}


def test_parts_that_do_not_add_up_are_refused():
    with pytest.raises(CohortError, match="but 10 and 3 of 12 are: count again"):
        Flow(12, {"no_outcome": 3}, {"training": (10, 4)})
