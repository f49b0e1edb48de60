"""What a ZIP archive may be before one byte of it is unpacked: plain, whole, of sensible size, and inside itself.

Python's own reader believes sizes only as far as it unpacks and accepts archives whose parts overlap, which make
gigabytes of a few kilobytes. Nothing here is ever unpacked to a name.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable

from core.errors import UnreadableFile

MOST_PARTS, LONGEST_NAME = 5000, 200
MAX_UNPACKED, MAX_RATIO, SMALL = 128 * 1024**2, 100, 10 * 1024**2
"""Bytes an archive may unpack to; and how many times its own bytes, once it unpacks to more than a small one."""

LOCAL_HEADER = 30
"""Bytes before the name of a part, which stands a second time before its data."""

UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f\x7f\\]")

BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What the standard library raises on a damaged archive."""


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, once its directory passed every rule.

    Raises
    ------
    UnreadableFile
        It is damaged, encrypted, too large, or has parts that lead elsewhere, overlap, or are archives themselves.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise UnreadableFile("an archive must be whole, but this one is damaged: save or send it again") from error
    for question in RULES:
        came = question(archive.infolist(), len(content))
        if came:
            raise UnreadableFile(f"an archive must {came}: save it again, without a password and with fewer parts")
    return archive


def _count(parts: list[zipfile.ZipInfo], _size: int) -> str:
    few = 0 < len(parts) <= MOST_PARTS
    return "" if few else f"have 1 to {MOST_PARTS:,} parts, but this one has {len(parts):,}"


def _unpacked(parts: list[zipfile.ZipInfo], size: int) -> str:
    unpacked = sum(part.file_size for part in parts)
    most = min(MAX_UNPACKED, max(SMALL, MAX_RATIO * size))
    if unpacked <= most:
        return ""
    return (
        f"unpack to at most {MAX_UNPACKED // 1024**2} MB and {MAX_RATIO} times its size, "
        f"but this one unpacks to {unpacked / 1024**2:,.0f} MB"
    )


def _names(parts: list[zipfile.ZipInfo], _size: int) -> str:
    named = Counter(part.filename.casefold() for part in parts)
    if max(named.values()) > 1:
        return "name each part once, but one name stands there twice"
    bad = any(UNSAFE.search(part.orig_filename) or len(part.filename) > LONGEST_NAME for part in parts)
    return "hold plain names of its own folder, but one leads elsewhere" if bad else ""


def _kinds(parts: list[zipfile.ZipInfo], _size: int) -> str:
    if any(part.flag_bits & 1 for part in parts):
        return "be readable without a password, but this one is encrypted"
    if any(stat.S_ISLNK(part.external_attr >> 16) for part in parts):
        return "hold files, but this one holds a link"
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        return "be stored or deflated, but this one is packed in another way"
    nested = any(part.filename.lower().endswith((".zip", ".gz", ".7z", ".rar", ".tar")) for part in parts)
    return "hold no further archive, but this one does" if nested else ""


def _places(parts: list[zipfile.ZipInfo], size: int) -> str:
    placed = sorted(parts, key=lambda part: part.header_offset)
    ends = [part.header_offset + LOCAL_HEADER + len(part.orig_filename) + part.compress_size for part in placed]
    follows = [part.header_offset for part in placed[1:]] + [size]
    overlap = any(end > begin for end, begin in zip(ends, follows, strict=True))
    return "hold parts beside each other, but in this one they overlap" if overlap else ""


Rule = Callable[[list[zipfile.ZipInfo], int], str]
RULES: tuple[Rule, ...] = (_count, _unpacked, _names, _kinds, _places)
"""What is asked of the directory; each says what must hold and what came, or nothing."""
