"""A comment is kept with its case, and the audit says that there is one, never what it says."""

import pytest
from sqlalchemy import text

from core.errors import SettingError
from core.store.comments import keep_comment, list_comments
from core.store.database import Store
from core.store.put import put_case


@pytest.fixture
def case_id(store: Store) -> str:
    with store.writing() as session:
        return put_case(session, "case-1", simulated=False)


def test_comments_are_listed_in_order(store: Store, case_id: str) -> None:
    for said in ("first", "second"):
        keep_comment(store, case_id, said, who="reader")

    assert [(comment.who, comment.text) for comment in list_comments(store, case_id)] == [
        ("reader", "first"),
        ("reader", "second"),
    ]


def test_the_audit_does_not_say_what_was_written(store: Store, case_id: str) -> None:
    keep_comment(store, case_id, "Zhang San, segment VIII")

    with store.reading() as session:
        assert "Zhang" not in str(session.execute(text("SELECT * FROM audit")).all())


@pytest.mark.parametrize("said", ["", "  ", "x" * 4001])
def test_nothing_and_a_novel_are_refused(store: Store, case_id: str, said: str) -> None:
    with pytest.raises(SettingError, match="1 to 4000 characters"):
        keep_comment(store, case_id, said)
