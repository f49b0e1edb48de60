"""The text headers of NRRD and MetaImage files: parsed, checked, and written anew for ITK.

ITK opens whatever file a header names (`data file: ../secret`) and trusts the sizes it states. So detached and odd
headers are refused here, and ITK sees only known fields with checked values. Knows no voxels and no orientation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import ImageContent, UnreadableFile
from core.imaging.guard import check_shape

Fields = dict[str, str]

BYTES = {
    "char": 1, "signed char": 1, "int8": 1, "int8_t": 1, "unsigned char": 1, "uchar": 1, "uint8": 1, "uint8_t": 1,
    "short": 2, "short int": 2, "signed short": 2, "int16": 2, "int16_t": 2, "unsigned short": 2, "ushort": 2,
    "uint16": 2, "uint16_t": 2, "int": 4, "signed int": 4, "int32": 4, "int32_t": 4, "unsigned int": 4, "uint": 4,
    "uint32": 4, "uint32_t": 4, "float": 4, "double": 8,
    "met_char": 1, "met_uchar": 1, "met_short": 2, "met_ushort": 2, "met_int": 4, "met_uint": 4, "met_float": 4,
    "met_double": 8,
}  # fmt: skip
"""Bytes of one voxel by its type's name in NRRD or (met_) MetaImage."""

SPACES = {"left-posterior-superior", "lps", "right-anterior-superior", "ras", "left-anterior-superior", "las"}
NUMBERS = re.compile(r"[-+0-9.eE(), ]{1,300}")
NRRD_KEPT = (
    "type", "dimension", "sizes", "spacings", "space", "space dimension", "space directions", "space origin", "endian",
)  # fmt: skip
META_KEPT = {
    "BinaryDataByteOrderMSB": ("binarydatabyteordermsb", "elementbyteordermsb"),
    "TransformMatrix": ("transformmatrix", "rotation", "orientation"),
    "Offset": ("offset", "position", "origin"),
    "ElementSpacing": ("elementspacing", "elementsize"),
    "DimSize": ("dimsize",),
    "ElementType": ("elementtype",),
}
META_ONLY = {
    "objecttype": "image", "binarydata": "true", "elementnumberofchannels": "1", "headersize": "0",
    "distanceunits": "mm",
}  # fmt: skip
"""Fields that ITK shall see, with the names they may have; fields that may say one thing only."""


@dataclass(frozen=True)
class AttachedHeader:
    """The checked claims of a text header, and the header ITK shall see instead."""

    text: str
    shape: tuple[int, ...]
    total: int
    packed: bool
    offset: int


def parse_nrrd(head: bytes) -> AttachedHeader:
    """Check the header of an NRRD file.

    Raises
    ------
    UnreadableFile, ImageContent
        The voxels are elsewhere, a field is unusual or impossible; the image is not one 3D frame of numbers.
    """
    found = re.search(rb"\r?\n\r?\n", head)
    offset = found.end() if found else len(head)
    lines = [line for line in head[:offset].decode("latin-1").splitlines()[1:] if not line.startswith("#")]
    fields = _fields([line for line in lines if ":=" not in line], ":")
    _check_attached(found is not None and not {"data file", "datafile"} & fields.keys())
    encoding = fields.get("encoding", "").lower()
    kinds = set(fields.get("kinds", "").lower().split()) - {"domain", "space", "none", "???"}
    _require("encoding", encoding, encoding in ("raw", "gzip", "gz"))
    _require("kinds", " ".join(kinds), not kinds)
    units = set(fields.get("space units", "").replace('"', " ").lower().split()) - {"mm"}
    _require("space units", " ".join(units), not units)
    _require("space", fields.get("space", ""), fields.get("space", "lps").lower() in SPACES)
    skips = {fields.get(skip, "0") for skip in ("line skip", "lineskip", "byte skip", "byteskip")} - {"0"}
    _require("skip", " ".join(skips), not skips)
    shape = _shape(fields, "dimension", "sizes")
    total = _total(shape, fields.get("type", ""))
    lines = [f"{name}: {fields[name]}" for name in NRRD_KEPT if name in fields and _valid(name, fields[name])]
    text = "\n".join(["NRRD0004", *lines, "encoding: raw", "", ""])
    return AttachedHeader(text, shape, total, encoding != "raw", offset)


def parse_meta(head: bytes) -> AttachedHeader:
    """Check the header of a MetaImage file; errors as in `parse_nrrd`."""
    found = re.search(rb"^[ \t]*ElementDataFile[ \t]*=[ \t]*LOCAL[ \t]*\r?\n", head, re.IGNORECASE | re.MULTILINE)
    _check_attached(found is not None)
    offset = found.end() if found else 0
    fields = _fields(head[:offset].decode("latin-1").splitlines()[:-1], "=")
    _check_attached("elementdatafile" not in fields)
    for name, only in META_ONLY.items():
        _require(name, fields.get(name, only), fields.get(name, only).lower() == only)
    shape = _shape(fields, "ndims", "dimsize")
    total = _total(shape, fields.get("elementtype", ""))
    lines = []
    for name, aliases in META_KEPT.items():
        stated = [fields[alias] for alias in aliases if alias in fields and _valid(alias, fields[alias])]
        lines += [f"{name} = {value}" for value in stated[:1]]
    text = "\n".join(["ObjectType = Image", "NDims = 3", "BinaryData = True", *lines, "ElementDataFile = LOCAL", ""])
    packed = fields.get("compresseddata", "false").lower() == "true"
    return AttachedHeader(text, shape, total, packed, offset)


def _fields(lines: list[str], mark: str) -> Fields:
    fields: Fields = {}
    for line in lines:
        name, _, value = line.partition(mark)
        if name.strip().lower() in fields:
            raise UnreadableFile(
                f"a header must state {name.strip()[:40]!r} once, but it does twice: export the image again"
            )
        fields[name.strip().lower()] = value.strip()
    return fields


def _shape(fields: Fields, axes: str, sizes: str) -> tuple[int, ...]:
    stated = fields.get(sizes, "").split()
    if not all(size.isdecimal() and len(size) < 10 for size in [*stated, fields.get(axes, "")]):
        raise UnreadableFile(
            f"a header must state {axes} and {sizes} in whole numbers, but it does not: export it again"
        )
    if len(stated) != 3 or fields[axes] != "3":
        raise ImageContent(f"an image must have three axes, but this one is {'×'.join(stated)}: export one 3D frame")
    shape = tuple(int(size) for size in stated)
    check_shape(shape)
    return shape


def _total(shape: tuple[int, ...], kind: str) -> int:
    if kind.lower() not in BYTES:
        raise ImageContent(
            f"voxels must be single real numbers, but their type is {kind[:40]!r}: export a grey-value image"
        )
    return shape[0] * shape[1] * shape[2] * BYTES[kind.lower()]


def _check_attached(attached: bool) -> None:
    if not attached:
        raise UnreadableFile(
            "header and voxels must be in one file, but this header stands alone or names another file: "
            "export as .nii.gz, .nrrd or .mha"
        )


def _require(name: str, value: str, met: bool) -> None:
    if not met:
        raise UnreadableFile(
            f"the header's {name} must be plain, but it is {value[:40]!r}: export the image again as NIfTI"
        )


def _valid(name: str, value: str) -> bool:
    words = BYTES.keys() | SPACES | {"little", "big", "true", "false"}
    _require(name, value, bool(NUMBERS.fullmatch(value)) or value.lower() in words)
    return True
