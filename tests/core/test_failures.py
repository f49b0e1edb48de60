"""The log says where and what kind, and nothing that a file or a patient is called."""

import copy
import logging
import re

import pytest

from core import failures
from core.failures import describe_failure, record_failure, set_up_log


def broken(name: str) -> ValueError:
    try:
        try:
            int(name)
        except ValueError as error:
            raise RuntimeError(f"no number in {name}") from error
    except RuntimeError as error:
        return error


def test_kinds_and_lines_are_described_and_nothing_else():
    said = describe_failure(broken("Zhang San"))

    assert re.fullmatch(
        r"RuntimeError at tests/core/test_failures.py:\d+ in broken caused by "
        r"ValueError at tests/core/test_failures.py:\d+ in broken",
        said,
    )


def test_the_id_that_is_shown_stands_in_the_log(caplog):
    with caplog.at_level(logging.ERROR):
        failure_id = record_failure(broken("Zhang San")).failure_id

    assert re.fullmatch(r"[0-9a-f]{8}", failure_id)
    assert failure_id in caplog.text
    assert "Zhang" not in caplog.text


def test_an_error_that_is_its_own_cause_ends():
    error = broken("x")
    error.__cause__.__cause__ = error

    assert describe_failure(error).count("caused by") == 1


@pytest.fixture
def log(monkeypatch, tmp_path):
    """The project's log in a file of its own."""
    monkeypatch.setattr(failures, "LOG", logging.Logger("hepasr-test"))
    monkeypatch.setattr(failures, "TELLING", ("hepasr-telling",))
    monkeypatch.setenv("HEPASR_LOG", str(tmp_path / "log.txt"))
    set_up_log()
    yield tmp_path / "log.txt"
    failures.LOG.handlers[0].close()


def test_the_log_is_the_file_that_the_environment_names(log):
    failure_id = record_failure(broken("Zhang San")).failure_id
    set_up_log()

    assert log.read_text().count(failure_id) == 1


def test_libraries_no_longer_write_down_what_exceptions_say(log, caplog):
    telling = logging.getLogger("hepasr-telling")
    telling.error("Uncaught", exc_info=broken("Zhang San"))
    telling.error("without an exception")

    assert [record.message for record in caplog.records if record.name == telling.name] == ["without an exception"]


def test_an_error_that_was_met_elsewhere_keeps_its_id_and_its_places_on_the_way(caplog):
    met = copy.copy(record_failure(broken("Zhang San")))  # made anew from what travels
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        record_failure(met)

    assert str(met).startswith(f"the case could not be computed (RuntimeError, in the log as {met.failure_id})")
    assert f"{met.failure_id} RuntimeError at tests/core/test_failures.py" in caplog.text
    assert "Zhang" not in caplog.text + str(met)
