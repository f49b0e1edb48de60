"""The queue in front of the worker process, with a real worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from core.demo.phantom import demo_case, demo_table
from core.errors import Cancelled, JobFailed
from core.features.params import read_params
from core.jobs import rows
from core.jobs.engine import Engine
from core.prediction_set import DEFAULT_SET
from core.store import jobs
from core.store.audit import verify
from core.store.database import open_store
from core.values import ARMS, Case, Mask, ReconstructionSettings
from tests.core.jobs.waiting import wait_until

IDS = list(demo_table()["diameter_cm"].nsmallest(4).index)

THICK = ReconstructionSettings("2D")
THICK_AGAIN = ReconstructionSettings("2D", 0.5)


@pytest.fixture(scope="module", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of these tests alone, so that no job is done before it is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEPASR_DATA", str(tmp_path_factory.mktemp("store")))
        yield
        open_store().close()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def finished(engine: Engine) -> str:
    job_id = engine.submit(demo_case(IDS[0]), DEFAULT_SET)
    engine.result(job_id)
    return job_id


def test_a_finished_job_gives_its_workup(engine: Engine, finished: str) -> None:
    assert engine.status(finished).state == "done"
    assert engine.result(finished).case == demo_case(IDS[0])


def test_the_same_case_is_the_same_job(engine: Engine, finished: str) -> None:
    begin = time.monotonic()

    assert engine.submit(demo_case(IDS[0]), DEFAULT_SET) == finished
    assert engine.status(finished).state == "done"
    assert time.monotonic() - begin < 1.0


def test_a_server_that_was_restarted_finds_the_result_and_computes_nothing(engine: Engine, finished: str) -> None:
    restarted = Engine(warm=False)

    assert restarted.status(finished).state == "done"
    assert restarted.result(finished).headline == engine.result(finished).headline
    assert restarted.submit(demo_case(IDS[0]), DEFAULT_SET) == finished
    assert not restarted.knows(finished)
    restarted.close()


def test_the_row_of_a_finished_job_says_who_did_it_and_the_audit_that_it_is_kept(finished: str) -> None:
    with open_store().reading() as session:
        job = jobs.read_job(session, finished)
        assert (job.state, job.attempts, job.case_id is not None) == ("done", 1, True)
        assert job.worker.split(":")[1].isdigit()
        assert verify(session).entries >= 1


def test_a_second_case_waits_and_says_behind_how_many(engine: Engine, finished: str) -> None:
    first, second = (engine.submit(demo_case(case_id), DEFAULT_SET) for case_id in IDS[1:3])
    waiting = engine.status(second)

    assert (waiting.state, waiting.ahead) == ("queued", 1)
    assert engine.result(second).case.case_id == IDS[2]
    assert engine.status(first).state == "done"


def test_values_are_still_read_only_after_their_journey(engine: Engine, finished: str) -> None:
    assert not engine.result(finished).super_resolved.data.flags.writeable


def test_a_case_that_cannot_be_measured_fails_with_its_sentence(engine: Engine) -> None:
    case = demo_case(IDS[0])
    data = case.mask.data.copy()
    data[:] = False
    data[5:7, 5:7, 5] = True
    job_id = engine.submit(Case("small", case.volume, Mask(data, case.mask.affine)), DEFAULT_SET)

    with pytest.raises(ValueError, match="The mask must mark at least 64 voxels"):
        engine.result(job_id)
    assert engine.status(job_id).message.startswith("The mask must mark at least 64 voxels")


def test_a_killed_worker_is_said_and_replaced() -> None:
    engine = Engine(warm=False)
    job_id = engine.submit(demo_case(IDS[3]), DEFAULT_SET)
    kill_workers(engine._pool._pool)

    with pytest.raises(JobFailed, match="worker process must live"):
        engine.result(job_id)
    assert engine.status(job_id).state == "failed"
    assert rows.read_status(job_id).message.startswith("the worker process must live")
    assert engine.submit(demo_case(IDS[3]), DEFAULT_SET) == job_id
    assert engine.result(job_id).case.case_id == IDS[3]
    engine.close()


def test_another_acquisition_is_another_job(engine: Engine, finished: str) -> None:
    settings = ReconstructionSettings("2D"), ReconstructionSettings(perceptual_share=0.3)
    others = {engine.submit(demo_case(IDS[0]), DEFAULT_SET, chosen) for chosen in settings}
    for job_id in others:
        engine.cancel(job_id)

    assert len(others | {finished}) == 3


def test_a_running_job_is_cancelled_and_the_next_one_runs(engine: Engine, finished: str) -> None:
    first, second = (engine.submit(demo_case(case_id), DEFAULT_SET, THICK) for case_id in IDS[:2])
    wait_until(lambda: engine.status(first).state == "running")
    engine.cancel(first)

    assert (engine.status(first).state, engine.status(second).ahead) == ("cancelled", 0)
    assert engine.result(second).case.case_id == IDS[1]
    with pytest.raises(Cancelled):
        engine.result(first)


def test_a_queued_job_never_begins_once_it_is_cancelled(engine: Engine, finished: str) -> None:
    first, second, third = (engine.submit(demo_case(IDS[0]), DEFAULT_SET, share(n)) for n in (0.1, 0.2, 0.3))
    for job_id in (third, second, first):
        engine.cancel(job_id)

    wait_until(lambda: all(engine._jobs[job_id].future.done() for job_id in (first, second, third)))
    assert not engine._jobs[third].status_file.exists()
    assert engine.status(third).state == "cancelled"


def test_a_cancelled_case_can_be_submitted_again(engine: Engine, finished: str) -> None:
    job_id = engine.submit(demo_case(IDS[1]), DEFAULT_SET, THICK_AGAIN)
    engine.cancel(job_id)

    assert engine.submit(demo_case(IDS[1]), DEFAULT_SET, THICK_AGAIN) == job_id
    assert engine.status(job_id).state in ("queued", "running")
    engine.cancel(job_id)


def test_a_job_of_another_server_is_not_known(engine: Engine) -> None:
    assert not engine.knows("0" * 24)
    with pytest.raises(JobFailed, match="must be known to this server"):
        engine.status("0" * 24)


def test_closing_removes_what_was_written() -> None:
    engine = Engine(warm=False)
    folder: Path = engine._pool.folder

    engine.close()

    assert not folder.exists()


SERVER = """
import time
from core.jobs import rows
from core.jobs.engine import Engine
engine = Engine(warm=True)
while not engine._pool._pool._processes:
    time.sleep(0.01)
time.sleep(1)
print(*engine._pool._pool._processes, engine._pool.folder, flush=True)
time.sleep(600)
"""


def test_a_killed_server_leaves_no_worker_and_no_file() -> None:
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        worker, folder = server.stdout.readline().split()
        server.kill()

    wait_until(lambda: not Path("/proc", worker).exists() and not Path(folder).exists())


def share(perceptual: float) -> ReconstructionSettings:
    return ReconstructionSettings(perceptual_share=perceptual)


def kill_workers(pool: ProcessPoolExecutor) -> None:
    while not pool._processes:
        time.sleep(0.01)
    for process in list(pool._processes.values()):
        os.kill(process.pid, signal.SIGKILL)


def test_a_finished_case_is_checked_against_pyradiomics(engine: Engine, finished: str) -> None:
    job_id = engine.submit_check(engine.result(finished), read_params())

    comparisons = engine.result(job_id)

    assert tuple(comparisons) == ARMS
    assert all(found.difference < 1e-4 for found in comparisons.values())
