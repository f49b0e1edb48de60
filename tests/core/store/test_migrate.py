"""The tables come, go and come again on both databases, and are those the code describes."""

import pytest
from sqlalchemy import inspect, text

from core.errors import StoreError
from core.store.database import Store
from core.store.migrate import check, downgrade, newest, read_version, upgrade
from core.store.records import Record

VERSIONS = ("0001", "0002", "0003", "0004")


def tables(store: Store) -> set[str]:
    return set(inspect(store.engine).get_table_names()) - {"alembic_version"}


def test_the_migrated_tables_are_those_of_the_code(store: Store) -> None:
    check(store.engine)

    assert tables(store) == set(Record.metadata.tables)


def test_a_column_the_migrations_lack_would_be_seen(lite: Store) -> None:
    with lite.writing() as session:
        session.execute(text("ALTER TABLE comments ADD COLUMN mood TEXT"))

    with pytest.raises(Exception, match="mood"):
        check(lite.engine)


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_every_version_goes_up_and_down(store: Store, version: str) -> None:
    downgrade(store.engine, version)
    with store.engine.connect() as connection:
        assert read_version(connection) == version
    upgrade(store.engine)

    check(store.engine)


def test_back_to_nothing_and_up_again(store: Store) -> None:
    downgrade(store.engine, "base")
    assert tables(store) == set()

    upgrade(store.engine)

    assert tables(store) == set(Record.metadata.tables)


def test_tables_of_a_newer_version_are_refused(store: Store) -> None:
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match=rf"of this version \({newest()}\) or an older one, but it says 9999"):
        upgrade(store.engine)


def test_the_newest_version_is_the_last() -> None:
    assert newest() == VERSIONS[-1]
