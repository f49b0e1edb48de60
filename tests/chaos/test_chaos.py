"""A small cohort while workers and driver are killed, a byte is altered, and on two kinds of cluster; see `chaos`."""

from pathlib import Path

import pytest

from core.store.database import open_store
from tests.chaos.chaos import alter_and_resume, kill_and_resume
from tests.chaos.harm import Run, digests, scheduler_with, wrongs
from tests.chaos.phantoms import write_cohort

CASES, KILLS = 6, 2


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cohort(tmp_path_factory.mktemp("chaos") / "cohort", CASES).parent


@pytest.fixture(scope="module")
def killed(cohort: Path) -> dict[str, object]:
    return kill_and_resume(cohort, cohort.parent / "data", CASES, KILLS)


def test_every_case_is_done_once_though_workers_and_driver_are_killed(killed) -> None:
    assert (killed["workers_killed"], killed["drivers_killed"]) == (KILLS, 1)
    assert killed["wrong"] == []
    assert killed["left_out"] == {}


def test_an_altered_blob_is_named_and_its_case_measured_again(cohort: Path, killed) -> None:
    assert alter_and_resume(cohort, cohort.parent / "data")["wrong"] == []


def test_a_scheduler_elsewhere_gives_the_digests_of_this_machine(cohort: Path, killed, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with scheduler_with(2, data, tmp_path) as address:
        run = Run(cohort, data, address=address)
        assert run.wait()[0] == 0

    assert wrongs(run.store, CASES) == []
    assert digests(run.store) == digests(open_store(cohort.parent / "data", ""))
