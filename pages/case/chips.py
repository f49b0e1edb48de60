"""What is known of the case before any number is read: where it comes from, its grid, whether it lies inside."""

from __future__ import annotations

from core.workup import Workup
from pages.shared import state
from pages.shared.widgets import Chip, simulated
from pages.shared.words import say


def case_chips(workup: Workup | None) -> list[Chip]:
    """Chips for the page head."""
    chips = [simulated()] if state.demo_case_id() else []
    if workup is None:
        return [*chips, (say("event.meaning"), "")]
    before, after = (" × ".join(f"{s:.2f}" for s in v.spacing) for v in (workup.case.volume, workup.super_resolved))
    inside = workup.headline.applicability.inside
    return [
        (workup.case.case_id, ""),
        *chips,
        *([(say("case.simulated_models"), "notice")] if workup.simulated_models else []),
        (say("case.spacing", before=before, after=after), ""),
        (say("case.inside"), "good") if inside else (say("case.outside"), "notice"),
    ]
