"""Jobs that learn nothing, for pages that start them."""

from types import SimpleNamespace
from typing import Any

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


class StillStudies:
    """Jobs of one cohort's signature that stand where the test put them, with results made beforehand."""

    def __init__(self, results: dict[str, Any]) -> None:
        self.results = results
        self.submitted: list[tuple[Any, ...]] = []
        self.cancelled: list[str] = []
        self.stands = {name: JobStatus("done", 1.0, "done", 0, 4.0) for name in ("choice", "study", "audit")}

    def submit_choice(self, *asked: Any) -> str:
        return self._keep("choice", asked)

    def submit_study(self, *asked: Any) -> str:
        return self._keep("study", asked)

    def submit_audit(self, *asked: Any) -> str:
        return self._keep("audit", asked)

    def status(self, job_id: str) -> JobStatus:
        return self.stands[job_id]

    def result(self, job_id: str) -> Any:
        return self.results[job_id]

    def cancel(self, job_id: str) -> None:
        self.cancelled.append(job_id)

    def named(self, name: str) -> list[tuple[Any, ...]]:
        return [asked[1:] for asked in self.submitted if asked[0] == name]

    def _keep(self, name: str, asked: tuple[Any, ...]) -> str:
        self.submitted.append((name, *asked))
        return name
