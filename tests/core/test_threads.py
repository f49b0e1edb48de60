import os
from collections.abc import Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from core.parallel import results_of
from core.threads import WHERE_LOOKED, limit_threads


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in WHERE_LOOKED:
        monkeypatch.setenv(name, "")  # so that it is put back
        monkeypatch.delenv(name)
    with threadpool_limits():
        yield


def threads_of(_item: int) -> set[int]:
    np.linalg.inv(np.eye(2))
    return {library["num_threads"] for library in threadpool_info()}


@pytest.mark.usefixtures("unlimited")
def test_libraries_that_are_loaded_and_those_that_will_be_are_told() -> None:
    limit_threads(1)

    assert threads_of(0) == {1}
    assert {os.environ[name] for name in WHERE_LOOKED} == {"1"}


@pytest.mark.usefixtures("unlimited")
def test_what_the_environment_says_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    limit_threads(1)

    assert threads_of(0) == {2}


@pytest.mark.usefixtures("unlimited")
def test_processes_beside_one_another_use_one_thread_each() -> None:
    assert dict(results_of(threads_of, [1, 2], 2)) == {1: {1}, 2: {1}}
