"""What an archive may be: every rule beside an archive that breaks it. More of them stand in tests/hostile."""

import io
import zipfile

import pytest

from core.confined import archive as room
from core.confined.archive import open_archive
from core.errors import UnreadableFile


def packed(*parts, pack=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", pack) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_plain_archive_is_opened():
    with open_archive(packed(("xl/a.xml", b"1"), ("b", b"2"))) as archive:
        assert archive.namelist() == ["xl/a.xml", "b"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed(), "this one has 0"),
        (packed(("a", bytes(11 << 20))), "this one unpacks to 11 MB"),
        (packed(("../a", b"")), "leads elsewhere"),
        (packed(("a/..", b"")), "leads elsewhere"),
        (packed(("a.ZIP", b"")), "no further archive"),
        (packed(("a", b""), ("A", b"")), "stands there twice"),
        (packed(("a", b"1"), pack=zipfile.ZIP_LZMA), "packed in another way"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_breaks_a_rule_is_refused(content, said):
    with pytest.raises(UnreadableFile, match=said):
        open_archive(content)


def test_a_name_that_only_looks_like_a_way_up_is_let_in():
    assert open_archive(packed(("..a/b..", b"1"))).namelist() == ["..a/b.."]


def test_the_number_of_parts_is_limited(monkeypatch):
    monkeypatch.setattr(room, "MOST_PARTS", 1)

    with pytest.raises(UnreadableFile, match="have 1 to 1 parts, but this one has 2"):
        open_archive(packed(("a", b""), ("b", b"")))
