"""Jobs that learn nothing, for pages that start them."""

from types import SimpleNamespace

from core.jobs.job import JobStatus
from pages.shared import evidence


class StillLearning:
    """Jobs that stand where the test put them."""

    def __init__(self) -> None:
        self.submitted: list[frozenset[str]] = []
        self.stands = JobStatus("running", 0.4, "super-resolved", 0, 3.0)

    def submit(self, excluded: frozenset[str]) -> str:
        self.submitted.append(excluded)
        return "trial1"

    def status(self, _job_id: str) -> JobStatus:
        return self.stands

    def result(self, _job_id: str) -> SimpleNamespace:
        funnel = (("extracted", 1130), ("trusted", 1129), ("varying", 1129), ("kept", 2))
        selection = SimpleNamespace(funnel=funnel, names=("a", "b"))
        return SimpleNamespace(risks=evidence.read_demo().risks, selections={"super-resolved": selection})
