"""Equal work has an equal id; any other input, parameter or code another one."""

from pathlib import Path

import pytest

from core.store import identity
from core.store.identity import canonical, code_version, identify, identify_job

INPUTS, PARAMS = {"volume": "a", "mask": "b"}, {"acquisition": "3D", "share": 0.1}


def test_the_order_of_inputs_and_parameters_does_not_matter() -> None:
    again = dict(reversed(INPUTS.items())), dict(reversed(PARAMS.items()))

    assert identify_job("predict", INPUTS, PARAMS) == identify_job("predict", *again)


@pytest.mark.parametrize(
    ("kind", "inputs", "params", "code", "case_id"),
    [
        ("check", INPUTS, PARAMS, "1", "c"),
        ("predict", INPUTS | {"mask": "c"}, PARAMS, "1", "c"),
        ("predict", INPUTS, PARAMS | {"share": 0.2}, "1", "c"),
        ("predict", INPUTS, PARAMS, "2", "c"),
        ("predict", INPUTS, PARAMS, "1", "d"),
    ],
)
def test_any_difference_is_another_identity(kind, inputs, params, code, case_id) -> None:
    assert identify(kind, inputs, params, code, case_id) != identify("predict", INPUTS, PARAMS, "1", "c")


def test_another_line_of_code_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "SOURCES", tmp_path)
    versions = set()
    for line in ("x = 1", "x = 2"):
        (tmp_path / "a.py").write_text(line, encoding="utf-8")
        versions.add(code_version.__wrapped__())

    assert len(versions) == 2


def test_a_number_that_is_none_has_no_digest() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"share": float("nan")})
