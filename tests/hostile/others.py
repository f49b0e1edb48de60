"""Files of other kinds at the door for volumes, and NRRD and MetaImage that lie."""

from __future__ import annotations

import gzip
import pickle
import zlib
from functools import partial

import numpy as np

from tests.hostile.case import ACCEPTED, cases
from tests.hostile.nifti import SHAPE, VOXELS

RAW = VOXELS.tobytes("F")
NRRD = {
    "type": "short", "dimension": "3", "space": "left-posterior-superior", "sizes": "8 9 10",
    "space directions": "(1,0,0) (0,1,0) (0,0,4)", "kinds": "domain domain domain", "endian": "little",
    "encoding": "raw", "space origin": "(1,2,3)",
}  # fmt: skip
META = {
    "ObjectType": "Image", "NDims": "3", "BinaryData": "True", "BinaryDataByteOrderMSB": "False", "Offset": "1 2 3",
    "ElementSpacing": "1 1 4", "DimSize": "8 9 10", "ElementType": "MET_SHORT",
}  # fmt: skip


def nrrd(voxels: bytes = RAW, **changes: str) -> bytes:
    fields = NRRD | {name.replace("_", " "): value for name, value in changes.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\n".join(["NRRD0004", *lines, "", ""]).encode() + voxels


def meta(voxels: bytes = RAW, data: str = "LOCAL", **changes: str) -> bytes:
    lines = [f"{name} = {value}" for name, value in (META | changes).items() if value]
    return "\n".join([*lines, f"ElementDataFile = {data}", ""]).encode() + voxels


def bomb(pack: object) -> bytes:
    """134 million zeros, packed."""
    return pack(bytes(512**3), 1)


def nan_nrrd() -> bytes:
    return nrrd(np.full(SHAPE, np.nan, "<f4").tobytes(), type="float")


ALIENS = {
    "nothing": (b"", "is empty"),
    "one byte": (b"\0", "of no known format"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(99), "a JPEG picture"),
    "GIF": (b"GIF89a" + bytes(99), "a GIF picture"),
    "PDF": (b"%PDF-1.7\n", "a PDF document"),
    "ZIP": (b"PK\x03\x04" + bytes(99), "a ZIP archive"),
    "HDF5": (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    "TIFF": (b"II*\x00" + bytes(99), "a TIFF picture"),
    "DICOM": (bytes(128) + b"DICM" + bytes(99), "a DICOM file"),
    "CSV": (b"case_id,age\n1,60\n", "is plain text"),
    "HTML": (b"<html><script>alert(1)</script>", "is plain text"),
    "pickle": (pickle.dumps({"a": 1}), "of no known format"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(99), "of no known format"),
    "array of numpy": (b"\x93NUMPY\x01\x00v\x00{'descr': '|O'}", "of no known format"),
    "ones": (b"\xff" * 4096, "of no known format"),
    "text in gzip": (gzip.compress(b"hello"), "is plain text"),
}
NRRDS = {
    "whole": (nrrd, ACCEPTED),
    "detached": (partial(nrrd, b"", data_file="../secret"), "must be in one file"),
    "detached, other name": (partial(nrrd, b"", datafile="/etc/passwd"), "must be in one file"),
    "detached list": (partial(nrrd, b"", data_file="LIST"), "must be in one file"),
    "header without end": (lambda: nrrd(b"")[:-1], "must be in one file"),
    "header of 2 MB": (lambda: b"NRRD0004\n" + b"# x\n" * 500_000, "must be in one file"),
    "bzip2": (partial(nrrd, encoding="bzip2"), "encoding must be plain"),
    "hexadecimal": (partial(nrrd, encoding="hex"), "encoding must be plain"),
    "line skip": (partial(nrrd, line_skip="999999999"), "skip must be plain"),
    "byte skip": (partial(nrrd, byte_skip="-1"), "skip must be plain"),
    "colours": (partial(nrrd, kinds="RGB-color domain domain"), "kinds must be plain"),
    "blocks": (partial(nrrd, type="block"), "single real numbers"),
    "long integers": (partial(nrrd, type="long long"), "single real numbers"),
    "four axes": (partial(nrrd, dimension="4", sizes="8 9 10 2"), "three axes"),
    "sizes below zero": (partial(nrrd, sizes="8 9 -10"), "whole numbers"),
    "sizes of 40 digits": (partial(nrrd, sizes="8 9 " + "9" * 40), "whole numbers"),
    "claims 30000³": (partial(nrrd, sizes="30000 30000 30000"), "1 to 512³"),
    "cut": (partial(nrrd, RAW[:-1]), "ends after"),
    "goes on": (partial(nrrd, RAW + bytes(9999)), "but goes on"),
    "origin NaN": (partial(nrrd, space_origin="(nan,0,0)"), "space origin must be plain"),
    "no directions": (partial(nrrd, space_directions="none none none"), "space directions must be plain"),
    "sheared": (partial(nrrd, space_directions="(1,0,0) (0.5,1,0) (0,0,4)"), "right angles"),
    "no rank": (partial(nrrd, space_directions="(1,0,0) (1,0,0) (0,0,4)"), "header is inconsistent"),
    "said twice": (lambda: nrrd().replace(b"kinds:", b"type: short\nkinds:"), "once, but it does twice"),
    "metres": (partial(nrrd, space_units='"m" "m" "m"'), "space units must be plain"),
    "unknown space": (partial(nrrd, space="scanner-xyz-time"), "space must be plain"),
    "bomb": (lambda: nrrd(bomb(gzip.compress), encoding="gzip"), "after 1,440 bytes, but goes on"),
    "512³ zeros": (lambda: nrrd(bomb(gzip.compress), encoding="gzip", sizes="512 512 512", type="uchar"), "are 0"),
    "gzip cut": (lambda: nrrd(gzip.compress(RAW)[:-30], encoding="gzip"), "compressed voxels must be whole"),
    "gzip with another checksum": (
        lambda: nrrd(gzip.compress(RAW)[:-8] + bytes(8), encoding="gzip"),
        "pass their checksum",
    ),
    "gzip of too little": (lambda: nrrd(gzip.compress(RAW[:9]), encoding="gzip"), "ends after 9"),
    "NaN": (nan_nrrd, "720 of 720 are NaN"),
    "zeros": (lambda: nrrd(bytes(1440)), "all 720 are 0"),
}
METAS = {
    "whole": (meta, ACCEPTED),
    "detached": (partial(meta, b"", "../secret"), "must be in one file"),
    "detached, absolute": (partial(meta, b"", "/etc/passwd"), "must be in one file"),
    "detached list": (partial(meta, b"", "LIST"), "must be in one file"),
    "detached pattern": (partial(meta, b"", "scan%03d.raw 1 9 1"), "must be in one file"),
    "detached before": (partial(meta, ElementDataFile="../secret"), "must be in one file"),
    "mesh": (partial(meta, ObjectType="Mesh"), "objecttype must be plain"),
    "text voxels": (partial(meta, BinaryData="False"), "binarydata must be plain"),
    "three channels": (partial(meta, ElementNumberOfChannels="3"), "elementnumberofchannels must be plain"),
    "header size": (partial(meta, HeaderSize="-1"), "headersize must be plain"),
    "micrometres": (partial(meta, DistanceUnits="um"), "distanceunits must be plain"),
    "origin infinite": (partial(meta, Offset="0 0 inf"), "offset must be plain"),
    "sizes as floats": (partial(meta, DimSize="8 9 1e1"), "whole numbers"),
    "axes of 40 digits": (partial(meta, NDims="9" * 40), "whole numbers"),
    "said twice": (partial(meta, dimsize="8 9 10"), "once, but it does twice"),
    "cut": (partial(meta, RAW[:-1]), "ends after"),
    "bomb": (lambda: meta(bomb(zlib.compress), CompressedData="True"), "after 1,440 bytes, but goes on"),
    "zlib cut": (lambda: meta(zlib.compress(RAW)[:-30], CompressedData="True"), "compressed voxels must be whole"),
    "no zlib": (partial(meta, CompressedData="True"), "pass their checksum"),
    "spacing 0": (partial(meta, ElementSpacing="0 1 4"), "elementspacing must be plain"),
    "spacing below zero": (partial(meta, ElementSpacing="-1 1 4"), "elementspacing must be plain"),
    "directions of no rank": (partial(meta, TransformMatrix="1 0 0 1 0 0 0 0 1"), "header is inconsistent"),
    "arrays": (partial(meta, ElementType="MET_FLOAT_ARRAY"), "single real numbers"),
    "overlong field": (lambda: meta(Comment="x" * 9999), ACCEPTED),
}
CASES = (
    cases("volume", {f"alien {name}": case for name, case in ALIENS.items()})
    + cases("volume", {f"NRRD {name}": case for name, case in NRRDS.items()})
    + cases("volume", {f"MetaImage {name}": case for name, case in METAS.items()})
)
