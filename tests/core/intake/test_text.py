"""Delimited text in the encodings and with the delimiters that teams save."""

import pytest

from core.errors import UnreadableFile
from core.intake.text import MAX_COLUMNS, decode_text, read_text, sniff_delimiter

TEXT = "病例号,年龄（岁）\n001,57\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("gbk", "GB18030"),
        ("gb18030", "GB18030"),
    ],
)
def test_chinese_text_is_read_in_every_encoding(codec, name):
    assert decode_text(TEXT.encode(codec)) == (TEXT, name)


@pytest.mark.parametrize("content", [b"\xff\xfea", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"a,b\n1,\xff\n"])
def test_bytes_that_are_no_text_are_refused(content):
    with pytest.raises(UnreadableFile, match=r"UTF-8, UTF-16, GBK.*save it as CSV UTF-8"):
        decode_text(content)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a\tb, c\td\n1\t2\t3\n", "\t"),
        ("id;size, cm;age\n1;3,5;60\n", ";"),
        ('id,"Response, by imaging; graded"\n1,2\n', ","),
        ("alone\n1\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_splits_the_header(text, delimiter):
    assert sniff_delimiter(text) == delimiter


def test_decimal_commas_become_points_where_the_comma_is_no_delimiter():
    grid, _, _ = read_text(b"id;size, cm;drugs\n1;3,5;a,b\n2;4;c\n")

    assert grid.iloc[1].tolist() == ["1", "3.5", "a,b"]
    assert grid.iloc[0, 1] == "size, cm"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end):
    assert read_text(end.join(["a,b", "1,2", ""]).encode())[0].to_numpy().tolist() == [["a", "b"], ["1", "2"]]


def test_a_short_row_is_filled_and_a_long_one_refused():
    assert read_text(b"a,b\n1\n")[0].iloc[1].tolist() == ["1", ""]
    with pytest.raises(UnreadableFile, match="one has more"):
        read_text(b"a,b\n1,2,3\n")


@pytest.mark.parametrize(("text", "sentence"), [("\n \n", "this file is empty"), ('a,b\n"1,2\n', "an open quote")])
def test_text_that_is_no_table_is_refused(text, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_text(text.encode())


@pytest.mark.parametrize("text", ["a\n" * 100_003, "," * MAX_COLUMNS + "\n", ("," * 5000 + "\n") * 1100])
def test_more_than_a_cohort_can_have_is_refused(text):
    with pytest.raises(UnreadableFile, match="leave rows or columns out"):
        read_text(text.encode())
