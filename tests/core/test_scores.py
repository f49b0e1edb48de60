import pytest

from core.errors import CohortError, UnreadableFile
from core.scores import read_scores
from tests.core.intake.books import workbook

GOOD = b"case_id,outcome,split,risk\n007,yes,train,0.8\n008,no,test,0.1\n009,no,train,0.3\n010,yes,test,0.6\n"


def read(content: bytes, **changes: object) -> object:
    wanted = {"outcome": "outcome", "event": "yes", "scores": ["risk"], "split": "split"} | changes
    return read_scores(content, **wanted)  # type: ignore[arg-type]


def test_a_table_says_who_had_the_event_and_on_which_side() -> None:
    cases = read_scores(GOOD, "outcome", "yes", ["risk"], "split")

    assert cases.outcome.tolist() == [True, False, False, True]
    assert cases.is_training.tolist() == [True, False, True, False]
    assert cases.scores["risk"].tolist() == [0.8, 0.1, 0.3, 0.6]


def test_ids_keep_their_zeros() -> None:
    assert list(read_scores(GOOD, "outcome", "yes", ["risk"]).outcome.index) == ["007", "008", "009", "010"]


def test_without_a_split_every_case_validates() -> None:
    assert list(read_scores(GOOD, "outcome", "yes", ["risk"]).splits) == ["validation"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gbk"])
def test_a_table_is_read_in_every_encoding(codec: str) -> None:
    content = GOOD.decode().replace("yes", "进展").replace(",", ";").encode(codec)

    assert read_scores(content, "outcome", "进展", ["risk"], "split").outcome.tolist() == [True, False, False, True]


def test_a_workbook_is_read_like_a_text_file() -> None:
    rows = [line.split(",") for line in GOOD.decode().split()]

    assert read_scores(workbook(rows), "outcome", "yes", ["risk"]).scores.equals(
        read_scores(GOOD, "outcome", "yes", ["risk"]).scores
    )


def test_a_table_without_the_outcome_column_is_refused_with_what_it_has() -> None:
    with pytest.raises(CohortError, match="must have a column response, but it has case_id, outcome, split, risk"):
        read(GOOD, outcome="response")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD.replace(b"0.3", b"high"), "case 009 has 'high'"),
        (GOOD.replace(b"0.3", b""), "case 009 has ''"),
        (GOOD.replace(b"0.3", b"inf"), "case 009 has 'inf'"),
        (GOOD.replace(b"009,no", b"009,"), "the column outcome has none for 009"),
        (GOOD.replace(b"009,no", b"009,NA"), "the column outcome has none for 009"),
        (GOOD.replace(b"yes", b"maybe"), "the event yes must happen"),
        (GOOD.replace(b"009", b"008"), "every case needs its own case_id, but 008 is repeated"),
        (GOOD.replace(b"test", b"later"), "must say training or validation, but it says 'later'"),
        (GOOD.replace(b"split", b"risk"), "every column needs its own name"),
        (b"case_id,outcome,split,risk\n", "at least one case"),
    ],
)
def test_a_table_that_cannot_be_believed_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(CohortError, match=sentence):
        read(content)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="this file is empty"):
        read(b"")
