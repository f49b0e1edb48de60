"""The text headers of NRRD and MetaImage files: parsed, checked, and written anew for ITK.

ITK opens whatever file a header names (`data file: ../secret`) and trusts the sizes it states. So detached and odd
headers are refused here, and ITK sees only known fields with checked values. Knows no voxels and no orientation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.errors import ImageContent, UnreadableFile
from core.imaging.guard import check_shape

Fields = dict[str, str]

TYPES = {
    "i1": ("char", "signed char", "int8", "int8_t", "met_char"),
    "u1": ("unsigned char", "uchar", "uint8", "uint8_t", "met_uchar"),
    "i2": ("short", "short int", "signed short", "int16", "int16_t", "met_short"),
    "u2": ("unsigned short", "ushort", "uint16", "uint16_t", "met_ushort"),
    "i4": ("int", "signed int", "int32", "int32_t", "met_int"),
    "u4": ("unsigned int", "uint", "uint32", "uint32_t", "met_uint"),
    "f4": ("float", "met_float"),
    "f8": ("double", "met_double"),
}
CODES = {name: code for code, names in TYPES.items() for name in names}
"""Numpy's code of one voxel by its type's name in NRRD or (met_) MetaImage."""

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
    dtype: np.dtype[Any]
    packed: bool
    offset: int

    @property
    def total(self) -> int:
        """Bytes of all voxels."""
        return self.shape[0] * self.shape[1] * self.shape[2] * self.dtype.itemsize


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
    dtype = _dtype(fields.get("type", ""), fields.get("endian", "").lower() == "big")
    lines = [f"{name}: {fields[name]}" for name in NRRD_KEPT if name in fields and _valid(name, fields[name])]
    text = "\n".join(["NRRD0004", *lines, "encoding: raw", "", ""])
    return AttachedHeader(text, shape, dtype, encoding != "raw", offset)


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
    swapped = (fields.get(name, "").lower() == "true" for name in META_KEPT["BinaryDataByteOrderMSB"])
    dtype = _dtype(fields.get("elementtype", ""), any(swapped))
    lines = []
    for name, aliases in META_KEPT.items():
        stated = [fields[alias] for alias in aliases if alias in fields and _valid(alias, fields[alias])]
        lines += [f"{name} = {value}" for value in stated[:1]]
    spacing = next((fields[name] for name in META_KEPT["ElementSpacing"] if name in fields), "1")
    _require("elementspacing", spacing, all(_is_positive(number) for number in spacing.split()))
    text = "\n".join(["ObjectType = Image", "NDims = 3", "BinaryData = True", *lines, "ElementDataFile = LOCAL", ""])
    packed = fields.get("compresseddata", "false").lower() == "true"
    return AttachedHeader(text, shape, dtype, packed, offset)


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


def _dtype(kind: str, big: bool) -> np.dtype[Any]:
    if kind.lower() not in CODES:
        raise ImageContent(
            f"voxels must be single real numbers, but their type is {kind[:40]!r}: export a grey-value image"
        )
    return np.dtype((">" if big else "<") + CODES[kind.lower()])


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


def _is_positive(number: str) -> bool:
    try:
        return float(number) > 0
    except ValueError:
        return False


def _valid(name: str, value: str) -> bool:
    words = CODES.keys() | SPACES | {"little", "big", "true", "false"}
    _require(name, value, bool(NUMBERS.fullmatch(value)) or value.lower() in words)
    return True
