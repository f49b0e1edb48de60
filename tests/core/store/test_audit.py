"""A chain that the database refuses to change, and in which any change is seen."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.errors import StoreDamaged
from core.store.audit import START, record, verify
from core.store.database import Store


@pytest.fixture
def told(store: Store) -> Store:
    """A store whose audit has three entries."""
    for action in ("keep prediction", "view", "erase case"):
        with store.writing() as session:
            record(session, action, "0a1b", who="reader")
    return store


def head(store: Store) -> str:
    with store.reading() as session:
        return verify(session).head


def without_triggers(store: Store, statement: str) -> None:
    """What somebody does who may do everything to the database."""
    with store.writing() as session:
        drop = "DROP TRIGGER audit_{act}" + ("" if store.is_sqlite else " ON audit")
        for act in ("update", "delete"):
            session.execute(text(drop.format(act=act)))
        session.execute(text(statement))


def test_an_empty_audit_is_whole(store: Store) -> None:
    assert head(store) == START


def test_entries_follow_from_one_another(told: Store) -> None:
    with told.reading() as session:
        assert verify(session).entries == 3


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_an_entry(told: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), told.writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'nobody' WHERE number = 2",
        "UPDATE audit SET outcome = 'failed' WHERE number = 2",
        "DELETE FROM audit WHERE number = 2",
    ],
)
def test_an_entry_changed_behind_the_triggers_is_named(told: Store, statement: str) -> None:
    without_triggers(told, statement)

    with pytest.raises(StoreDamaged, match="but entry 2 does not"):
        head(told)


def test_an_end_that_was_cut_off_is_seen_by_who_knows_the_head(told: Store) -> None:
    known = head(told)
    without_triggers(told, "DELETE FROM audit WHERE number = 3")

    with told.reading() as session:
        assert verify(session).entries == 2
        with pytest.raises(StoreDamaged, match="its end was cut off"):
            verify(session, known)


def test_what_did_not_happen_is_not_told(told: Store) -> None:
    def tell_and_stop() -> None:
        with told.writing() as session:
            record(session, "erase case")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_stop()

    with told.reading() as session:
        assert verify(session).entries == 3


@pytest.mark.parametrize("name", ["Zhang San", "张三", "a" * 65])
def test_no_name_of_a_person_enters(store: Store, name: str) -> None:
    with store.writing() as session, pytest.raises(ValueError, match="by plain ids"):
        record(session, "view", name)
