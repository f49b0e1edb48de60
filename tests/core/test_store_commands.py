"""The headless commands of the store: what they say, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.__main__ import main
from core.commands import app
from core.store.database import open_store
from core.store.put import put_blob, put_case


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A store with one case and one blob."""
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path / "data"))
    opened = open_store()
    with opened.writing() as session:
        put_case(session, "case-0a1b2c", simulated=True)
        put_blob(session, opened.blobs, b"liver")
    yield opened
    opened.close()


def ask(*arguments: str) -> dict:
    done = CliRunner().invoke(app, [*arguments, "--json"], catch_exceptions=False)
    return json.loads(done.stdout)


def test_a_backup_is_restored_into_an_empty_folder(store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ask("store", "backup", str(tmp_path / "b.tar"))
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path / "fresh"))

    assert ask("store", "restore", str(tmp_path / "b.tar")) == made
    assert made["tables"]["cases"]["rows"] == 1
    assert ask("audit", "verify", "--head", made["head"])["head"] == made["head"]
    open_store().close()


def test_a_scrub_names_the_damaged_blob_and_ends_with_2(store, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    digest = next(store.blobs.digests())
    store.blobs.path(digest).write_bytes(b"rot")
    monkeypatch.setattr("sys.argv", ["core", "store", "scrub"])

    assert main() == 2
    assert f"but 1 are not ({digest}): restore them" in capsys.readouterr().err


def test_a_case_is_erased_with_its_files(store) -> None:
    assert ask("store", "erase", "--case", "case-0a1b2c")["cases"] == 1
    assert list(store.blobs.digests()) == []


def test_a_retention_lets_old_cases_expire(store) -> None:
    told = CliRunner().invoke(app, ["store", "retention", "30"], catch_exceptions=False).stdout

    assert told == "default: cases are kept 30 days.\n"
    assert ask("store", "erase", "--expired")["cases"] == 0


@pytest.mark.parametrize("arguments", [[], ["--case", "a", "--expired"]])
def test_what_to_erase_must_be_said(store, arguments, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["core", "store", "erase", *arguments])

    assert main() == 2
    assert "either --case or --expired must say" in capsys.readouterr().err
