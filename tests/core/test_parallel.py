import os
import time
from pathlib import Path

import pytest

from core.parallel import results_of


def own_process(_item: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [1, 2])
def test_every_item_comes_with_its_result(workers: int) -> None:
    assert sorted(results_of(abs, [-2, 3, -1], workers)) == [(-2, 2), (-1, 1), (3, 3)]


def test_one_worker_is_this_process_and_two_are_others() -> None:
    assert dict(results_of(own_process, [1], 1)) == {1: os.getpid()}
    assert os.getpid() not in dict(results_of(own_process, [1, 2], 2)).values()


class Traced:
    """Work that leaves a file each time it arrives in a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __setstate__(self, state: dict[str, Path]) -> None:
        vars(self).update(state)
        (self.folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()

    def __call__(self, item: int) -> int:
        return item


def test_work_is_sent_once_to_each_process_however_many_items_there_are(tmp_path: Path) -> None:
    assert len(list(results_of(Traced(tmp_path), range(20), 2))) == 20
    assert len(list(tmp_path.iterdir())) <= 2


def test_nothing_comes_of_nothing() -> None:
    assert list(results_of(abs, [], 2)) == []


def test_what_an_item_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(results_of(lambda n: 1 // n, [1, 0], 1))
