import gc
import sys

import pytest

from pages.shared.collector import spare_libraries


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was called of the collector, which does nothing meanwhile."""
    called: list[str] = []
    for name in ("collect", "freeze"):
        monkeypatch.setattr(gc, name, lambda name=name: called.append(name))
    return called


def test_what_is_garbage_goes_before_the_rest_is_spared(counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "a_library_just_loaded", sys)
    spare_libraries()

    assert counted == ["collect", "freeze"]


def test_it_is_done_once_for_the_same_libraries(counted: list[str]) -> None:
    spare_libraries()
    counted.clear()
    spare_libraries()

    assert counted == []
