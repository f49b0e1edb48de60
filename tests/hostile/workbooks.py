"""Workbooks and ZIP archives that explode, lead elsewhere, lie about themselves, or bring XML along."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import partial

from tests.core.intake.books import replaced, workbook
from tests.hostile.case import ACCEPTED, cases

PLAIN = workbook([["case_id", "x"], ["001", 1]])
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LAUGHS = b"<!DOCTYPE l [<!ENTITY a 'ha'>" + b"".join(b"<!ENTITY a%d '&a;&a;'>" % n for n in range(30)) + b"]>"
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def with_infos(parts: list[tuple[str | zipfile.ZipInfo, bytes]], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The plain workbook with further parts."""
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a", pack) as archive:
        for name, content in parts:
            archive.writestr(name, content, pack, 1)
    return stream.getvalue()


def named(name: str) -> bytes:
    return with_infos([(name, b"x")])


def link() -> bytes:
    info = zipfile.ZipInfo("xl/link")
    info.external_attr = 0o120777 << 16
    return with_infos([(info, b"/etc/passwd")])


def patched(content: bytes, offset: int, form: str, value: int) -> bytes:
    """The archive with one field of every entry of its directory overwritten."""
    spoilt, at = bytearray(content), content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into(form, spoilt, at + offset, value)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(spoilt)


def overlapping() -> bytes:
    """Two hundred entries of the directory that all unpack the same bytes of the archive."""
    content = with_infos([("bomb", bytes(5 << 20))])
    begin, end = content.rfind(b"PK\x01\x02"), content.rfind(b"PK\x05\x06")
    entries = b"".join(content[begin : begin + 46] + b"%04d" % n + content[begin + 50 : end] for n in range(200))
    tail = bytearray(content[end:])
    struct.pack_into("<HHI", tail, 8, 201, 201, end - content.find(b"PK\x01\x02") + len(entries))
    return content[:end] + entries + bytes(tail)


def another() -> bytes:
    """An archive that is no workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return stream.getvalue()


def in_sheet(old: bytes, new: Callable[[], bytes] | bytes, part: str = SHEET) -> bytes:
    return replaced(PLAIN, part, old, new() if callable(new) else new)


def cells(count: int) -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * 2000 + b"</row>"
    return row * (count // 2000) + b"</sheetData>"


def utf16_laughs() -> bytes:
    return with_infos([("xl/theme/theme2.xml", ("<?xml version='1.0'?>" + LAUGHS.decode()).encode("utf-16"))])


CASES = cases(
    "table",
    {
        f"workbook {name}": case
        for name, case in {
            "plain": (PLAIN, ACCEPTED),
            "of old Excel": (b"\xd0\xcf\x11\xe0" + bytes(512), "this is an old .xls"),
            "cut": (PLAIN[:-200], "an archive must be whole"),
            "of junk": (b"PK\x03\x04" + bytes(500), "an archive must be whole"),
            "of nothing": (b"PK\x05\x06" + bytes(18), "this is neither"),
            "that is another archive": (another, "this one is damaged"),
            "encrypted": (partial(patched, PLAIN, 8, "<H", 1), "this one is encrypted"),
            "packed by bzip2": (partial(with_infos, [("a", b"x" * 99)], zipfile.ZIP_BZIP2), "packed in another way"),
            "packed by an unknown": (partial(patched, PLAIN, 10, "<H", 99), "packed in another way"),
            "with a path upwards": (partial(named, "../../etc/cron.d/x"), "leads elsewhere"),
            "with a path inside out": (partial(named, "xl/../../x"), "leads elsewhere"),
            "with an absolute path": (partial(named, "/etc/passwd"), "leads elsewhere"),
            "with a drive": (partial(named, "C:evil"), "leads elsewhere"),
            "with backslashes": (partial(named, "..\\..\\evil"), "leads elsewhere"),
            "with a name of 300 letters": (partial(named, "x" * 300), "leads elsewhere"),
            "with control characters": (partial(named, "a\x1b[2J"), "leads elsewhere"),
            "with a link": (link, "holds a link"),
            "with a name twice": (partial(with_infos, [("a", b"1"), ("A", b"2")]), "one name stands there twice"),
            "with an archive inside": (partial(named, "more.zip"), "no further archive"),
            "of 6,000 parts": (lambda: with_infos([(f"p{n}", b"") for n in range(6000)]), "have 1 to 5,000 parts"),
            "whose parts overlap": (overlapping, "an archive must"),
            "that unpacks to 200 MB": (lambda: with_infos([("a", bytes(200 << 20))]), "unpack to at most 128 MB"),
            "of a ratio of 700": (lambda: in_sheet(b"</worksheet>", b"</worksheet>" + b" " * (12 << 20)), "100 times"),
            "that claims 4 GB": (partial(patched, PLAIN, 24, "<I", 2**32 - 2), "unpack to at most 128 MB"),
            "that claims too little": (partial(patched, PLAIN, 24, "<I", 9), "this one is damaged"),
            "that claims too much": (partial(patched, PLAIN, 24, "<I", 99_999), ACCEPTED),
            "with another checksum": (partial(patched, PLAIN, 16, "<I", 7), "this one is damaged"),
            "with parts elsewhere": (partial(patched, PLAIN, 42, "<I", 10**6), "an archive must"),
            "of four million cells": (lambda: in_sheet(b"</sheetData>", partial(cells, 4_000_000)), "100 times"),
            "of 30 thousand cells": (lambda: workbook([[f"f{n}" for n in range(300)], *[[1] * 300] * 100]), ACCEPTED),
            "of 12,000 columns": (
                lambda: in_sheet(b"</sheetData>", b"<row>" + b"<c><v>1</v></c>" * 12_000 + b"</row></sheetData>"),
                "leave rows or columns out",
            ),
            "of a billion laughs": (lambda: with_infos([(TEXTS, LAUGHS + b"<sst/>")]), "define no document type"),
            "that reads a file": (lambda: in_sheet(b"<worksheet", XXE + b"<worksheet"), "define no document type"),
            "that laughs in UTF-16": (utf16_laughs, "define no document type"),
            "of broken XML": (lambda: in_sheet(b"<sheetData>", b"<sheetData"), "this one is damaged"),
            "of another root": (lambda: in_sheet(b"<worksheet", b"<html"), "this one is damaged"),
            "without a list of sheets": (lambda: in_sheet(b"<", b"?", "xl/workbook.xml"), "this one is damaged"),
            "of 40 MB of texts": (
                lambda: with_infos([(TEXTS, random_texts(40))]),
                "the texts of a workbook may have 32 MB",
            ),
            "with formulas unsaved": (lambda: workbook([["a"], ["=1+1"]]), "every formula must be saved"),
            "with a cell of 30,000": (lambda: workbook([["a"], ["x" * 30_000]]), "one holds 30,000"),
            "with a name twice in its head": (lambda: workbook([["a", "a"], [1, 2]]), "stands there twice"),
            "with a date beyond time": (lambda: in_sheet(b"<v>1</v>", b"<v>1e308</v>"), ACCEPTED),
            "that claims all columns": (lambda: in_sheet(b'ref="A1:B2"', b'ref="A1:XFD1048576"'), ACCEPTED),
        }.items()
    },
)


def random_texts(megabytes: int) -> bytes:
    """Texts that pack badly, so that no ratio tells."""
    import random

    letters = random.Random(0).randbytes(megabytes << 19).hex().encode()
    return b"<sst><si><t>" + letters + b"</t></si></sst>"
