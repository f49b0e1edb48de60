import os

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


def test_nothing_comes_of_nothing() -> None:
    assert list(results_of(abs, [], 2)) == []


def test_what_an_item_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(results_of(lambda n: 1 // n, [1, 0], 1))
