from pathlib import Path

import pytest

from core.errors import CohortError, UnreadableFile
from core.scores import read_scores, read_table

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


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    assert read_table(b"\xef\xbb\xbf" + GOOD).columns[0] == "case_id"


def test_a_table_without_the_outcome_column_is_refused_with_what_it_has() -> None:
    with pytest.raises(CohortError, match="must have a column response, but it has case_id, outcome, split, risk"):
        read(GOOD, outcome="response")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD.replace(b"0.3", b"high"), "case 009 has 'high'"),
        (GOOD.replace(b"0.3", b""), "case 009 has ''"),
        (GOOD.replace(b"0.3", b"inf"), "case 009 has 'inf'"),
        (GOOD.replace(b"009,no", b"009,"), "every case needs an outcome"),
        (GOOD.replace(b"yes", b"maybe"), "the event yes must happen"),
        (GOOD.replace(b"009", b"008"), "every case needs its own case_id"),
        (GOOD.replace(b"test", b"later"), "must say training or validation, but it says 'later'"),
        (GOOD.replace(b"split", b"risk"), "every column needs its own name"),
        (b"case_id,outcome,split,risk\n", "at least one case"),
    ],
)
def test_a_table_that_cannot_be_believed_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(CohortError, match=sentence):
        read(content)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00a", b'a,b\n"1,2\n'])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8 text"):
        read(content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"missing\.csv must be a readable file"):
        read_table(tmp_path / "missing.csv")
