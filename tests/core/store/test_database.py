"""A database that is as durable as it can be, and says in words what a driver says in codes."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text

from core.errors import StoreError
from core.store import database
from core.store.database import Store, open_engine, open_store
from core.store.schema import Project

DURABLE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000, "secure_delete": 1}


@pytest.mark.parametrize("pragma", DURABLE)
def test_sqlite_is_set_for_durability(lite: Store, pragma: str) -> None:
    with lite.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == DURABLE[pragma]


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(Project.name).order_by(Project.name)))


def test_writers_wait_for_one_another_and_nobody_is_lost(store: Store) -> None:
    def add(n: int) -> None:
        with store.writing() as session:
            known = session.scalars(select(Project.name)).all()
            time.sleep(0.02)
            session.add(Project(name=f"{n}-{len(known)}"))

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(add, range(5)))

    assert sorted(name.split("-")[1] for name in names(store)) == ["0", "1", "2", "3", "4"]


def test_a_reader_sees_one_moment_while_another_writes(store: Store) -> None:
    with store.reading() as reader:
        assert reader.scalars(select(Project.name)).all() == []
        with store.writing() as session:
            session.add(Project(name="new"))
        assert reader.scalars(select(Project.name)).all() == []

    assert names(store) == ["new"]


def test_an_error_undoes_everything(store: Store) -> None:
    def write_and_stop() -> None:
        with store.writing() as session:
            session.add(Project(name="half"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_stop()
    assert names(store) == []


@pytest.mark.parametrize("url", ["mysql://x/y", "hello", "postgresql+nothing://x/y?"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="DATABASE_URL must"):
        open_engine(url) if "nothing" not in url else open_engine("oracle://x/y")


def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="must answer and take what is written, but it does not"):
        open_store(tmp_path, f"postgresql://nobody@/none?host={tmp_path}")


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / database.DATABASE).write_bytes(b"not a database" * 500)

    with pytest.raises(StoreError, match="it is damaged: restore it from a backup"):
        open_store(tmp_path, "")


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="set HEPASR_DATA to another"):
        open_store(tmp_path / "file" / "data", "")


def test_a_folder_on_another_machine_is_refused_unless_the_database_is_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise StoreError("on nfs4")

    monkeypatch.setattr(database, "require_local", refuse)

    with pytest.raises(StoreError, match="on nfs4"):
        open_store(tmp_path, "")


def test_a_mistake_of_the_code_is_not_dressed_up(store: Store) -> None:
    def ask() -> None:
        with store.reading() as session:
            session.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(Exception, match="nowhere"):
        ask()
