"""What a worker does of one case of a cohort: takes its row, measures it, and keeps its features as it ends the row.

Done twice it does no harm: who does not hold the row any more keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.cohort_study.images import Measuring
from core.errors import Cancelled, DiskFull, HepasrError, StoreError, UnreadableFile
from core.features.door import require_measurable
from core.jobs.kept import beating, fail_held, name_run
from core.jobs.tasks import require_same_code
from core.reliability_study import CaseFiles, read_case
from core.workup import OnProgress

if TYPE_CHECKING:
    from core.values import Case, FeatureTable, Volume

SUPER_RESOLVED = "super-resolved"


@dataclass(frozen=True, eq=False)
class CaseJob:
    """One case, as it is sent to a worker.

    Parameters
    ----------
    job_id : of its row
    code : version of the code that wants it
    content : SHA-256 of the files of its volume and its mask
    """

    job_id: str
    code: str
    files: CaseFiles
    content: tuple[str, str]
    measuring: Measuring


def build_fine(job: CaseJob) -> Volume | None:
    """The super-resolved volume of a case, for `measure_kept` on another worker; None when there is none to be had."""
    from core.pipeline import build_arm, prepare_case

    require_same_code(job.code)
    try:
        case, _ = read_case(job.files)
        require_measurable(case, job.measuring.params)
        settings = job.measuring.settings
        return build_arm(prepare_case(case, settings), SUPER_RESOLVED, settings)
    except HepasrError:  # who measures the case meets it again, and says so in its row
        return None


def measure_kept(job: CaseJob, fine: Volume | None = None) -> None:
    """Measure a case and keep its features; what comes of it stands in its row, also when it cannot be measured.

    Parameters
    ----------
    fine : its super-resolved volume, where another worker made it

    Raises
    ------
    JobFailed
        The worker has another store, or other code, than who wants the case.
    DiskFull, StoreError
        Nothing can be kept at present: no fault of the case, whose row stays as it is.
    """
    from core.store import jobs
    from core.store.database import open_store
    from core.store.measured import keep_measured

    require_same_code(job.code)
    store, worker = open_store(), name_run()
    with store.writing() as session:
        if not jobs.take(session, job.job_id, worker):
            return
    try:
        with beating(store, job.job_id, _say_nothing, worker) as report:
            case, tables = measure_files(job, report, fine)
        keep_measured(store, case, tables, job.job_id, worker)
    except (DiskFull, StoreError):
        raise
    except Cancelled:
        return
    except HepasrError as error:
        fail_held(store, job.job_id, worker, error)


def measure_files(job: CaseJob, report: OnProgress, fine: Volume | None) -> tuple[Case, dict[str, FeatureTable]]:
    """The case of a job and its features by arm; raises `UnreadableFile` when a file was changed meanwhile.

    Parameters
    ----------
    report : called with the share done, 0–1, and the arm
    fine : as in `measure_kept`
    """
    from core.arms import extract_arm
    from core.pipeline import build_arm, prepare_case
    from core.store.blobs import hash_file

    asked = job.measuring
    for path, digest in zip((job.files.volume, job.files.mask), job.content, strict=True):
        if not path.is_file() or hash_file(path) != digest:
            raise UnreadableFile(f"{path.name} must stay as it was, but it was changed: measure the cohort again")
    case, _ = read_case(job.files)
    require_measurable(case, asked.params)
    prepared, tables = prepare_case(case, asked.settings), {}
    for place, arm in enumerate(asked.arms):
        report(place / len(asked.arms), arm)
        given = fine if arm == SUPER_RESOLVED else None
        volume = build_arm(prepared, arm, asked.settings) if given is None else given
        tables[arm] = extract_arm(prepared, arm, volume, asked.params)
    report(1.0, "keep")
    return case, tables


def _say_nothing(_share: float, _name: str) -> None:
    """The row alone is told how far it is."""
