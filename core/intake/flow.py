"""How a cohort came about, in numbers: who could have been in it, who was left out and why, who learns, who judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import CohortError
from core.intake.assemble import Intake
from core.values import Cohort
from core.values.frozen import FrozenMapping

NO_LABEL = "no_label"


@dataclass(frozen=True, eq=False)
class Flow:
    """The numbers of a flowchart; what comes in goes out.

    Parameters
    ----------
    eligible : cases there were
    excluded : why to how many were left out, in the order in which they were
    parts : ``"training"``, ``"validation"``, those that have cases, to (cases, events)

    Raises
    ------
    CohortError
        The parts and the excluded are not the eligible.
    """

    eligible: int
    excluded: Mapping[str, int]
    parts: Mapping[str, tuple[int, int]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "excluded", FrozenMapping({why: n for why, n in self.excluded.items() if n}))
        object.__setattr__(self, "parts", FrozenMapping(self.parts))
        out = sum(self.excluded.values())
        if self.included + out != self.eligible:
            raise CohortError(
                f"whoever is eligible must be included or left out, but {self.included} and {out} of {self.eligible} "
                "are: count again"
            )

    @property
    def included(self) -> int:
        """Cases of the cohort."""
        return sum(n for n, _ in self.parts.values())


def cohort_flow(cohort: Cohort, excluded: Mapping[str, int] | None = None) -> Flow:
    """The flow of a cohort, of which so many were left out before."""
    left_out = dict(excluded or {})
    sides = {"training": cohort.training, "validation": cohort.validation}
    parts = {name: (len(side), int(side.outcome.sum())) for name, side in sides.items() if len(side)}
    return Flow(len(cohort) + sum(left_out.values()), left_out, parts)


def intake_flow(intake: Intake) -> Flow:
    """The flow of a cohort that was made of tables: its account says who was left out."""
    kinds = intake.left_out.value_counts(sort=False)
    return cohort_flow(intake.cohort, {str(kind): int(n) for kind, n in kinds.items()})
