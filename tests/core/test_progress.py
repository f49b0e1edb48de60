import sys

import pytest

from core.progress import show_progress


def test_nothing_is_drawn_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("predict", hidden=False) as on_progress:
        on_progress(0.5, "native")

    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_the_step(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    with show_progress("predict", hidden=False) as on_progress:
        on_progress(0.5, "native")
        on_progress(1.0, "score")

    assert "predict: score" in capsys.readouterr().err
