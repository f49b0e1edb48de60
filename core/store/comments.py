"""What people write of a case."""

from __future__ import annotations

from sqlalchemy import select

from core.errors import SettingError
from core.store.audit import LOCAL, record
from core.store.database import Store
from core.store.schema import Comment

LONGEST = 4000


def keep_comment(store: Store, case_id: str, text: str, who: str = LOCAL) -> str:
    """Keep a comment on a case; its id. Raises `SettingError` when it says nothing, or more than 4,000 characters."""
    said = text.strip()
    if not 0 < len(said) <= LONGEST:
        raise SettingError(f"a comment has 1 to {LONGEST} characters, but {len(said)} came: shorten or write it")
    with store.writing() as session:
        comment = Comment(case_id=case_id, who=who, text=said)
        session.add(comment)
        session.flush()
        record(session, "comment", comment.id, who=who)
        return comment.id


def list_comments(store: Store, case_id: str) -> tuple[Comment, ...]:
    """The comments on a case, oldest first."""
    with store.reading() as session:
        return tuple(session.scalars(select(Comment).where(Comment.case_id == case_id).order_by(Comment.at)))
