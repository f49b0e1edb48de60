"""Text headers: what ITK may see, and what it must not."""

import pytest

from core.errors import ImageContent, UnreadableFile
from core.imaging.attached import parse_meta, parse_nrrd

NRRD = {
    "type": "short", "dimension": "3", "space": "left-posterior-superior", "sizes": "4 5 6",
    "space directions": "(1,0,0) (0,1,0) (0,0,4)", "kinds": "domain domain domain", "endian": "little",
    "encoding": "raw", "space origin": "(1,2,3)",
}  # fmt: skip
META = {
    "ObjectType": "Image", "NDims": "3", "BinaryData": "True", "BinaryDataByteOrderMSB": "False", "Offset": "1 2 3",
    "ElementSpacing": "1 1 4", "DimSize": "4 5 6", "ElementType": "MET_SHORT",
}  # fmt: skip


def nrrd(**changes: str) -> bytes:
    fields = NRRD | {name.replace("_", " "): value for name, value in changes.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\n".join(["NRRD0004", "# a comment", *lines, "Segment0_Name:=liver", "", ""]).encode()


def meta(data: str = "LOCAL", **changes: str) -> bytes:
    lines = [f"{name} = {value}" for name, value in (META | changes).items() if value]
    return "\n".join([*lines, f"ElementDataFile = {data}", ""]).encode()


def test_nrrd_header_states_what_follows():
    header = parse_nrrd(nrrd() + bytes(240))
    assert (header.shape, header.total, header.packed, header.offset) == ((4, 5, 6), 240, False, len(nrrd()))


def test_meta_header_states_what_follows():
    header = parse_meta(meta(CompressedData="True") + bytes(9))
    assert (header.shape, header.total, header.packed) == ((4, 5, 6), 240, True)


def test_headers_with_windows_line_ends_are_read():
    parsed = parse_nrrd(nrrd().replace(b"\n", b"\r\n")), parse_meta(meta().replace(b"\n", b"\r\n"))
    assert [header.total for header in parsed] == [240, 240]


def test_unknown_fields_do_not_reach_itk():
    text = parse_nrrd(nrrd(content="x" * 5000, thicknesses="9 9 9")).text + parse_meta(meta(Comment="x" * 5000)).text
    assert not any(word in text for word in ("xxx", "thicknesses", "Segment0", "comment"))


@pytest.mark.parametrize("field", ["data file", "datafile", "Data File"])
def test_nrrd_that_names_another_file_is_refused(field: str):
    with pytest.raises(UnreadableFile, match="must be in one file"):
        parse_nrrd(nrrd(**{field: "../secret"}))


@pytest.mark.parametrize("data", ["../secret", "/etc/passwd", "LIST", "scan%03d.raw 1 9 1", ""])
def test_meta_that_names_another_file_is_refused(data: str):
    with pytest.raises(UnreadableFile, match="must be in one file"):
        parse_meta(meta(data))


def test_meta_that_names_another_file_first_is_refused():
    with pytest.raises(UnreadableFile, match="must be in one file"):
        parse_meta(meta(ElementDataFile="../secret"))


def test_nrrd_header_that_never_ends_is_refused():
    with pytest.raises(UnreadableFile, match="must be in one file"):
        parse_nrrd(nrrd()[:-1])


ODD_NRRD = {
    "encoding": {"encoding": "bzip2"},
    "skip": {"line_skip": "999999999"},
    "kinds": {"kinds": "RGB-color domain domain"},
    "space must": {"space": "scanner-xyz-time"},
    "space units": {"space_units": '"m" "m" "m"'},
    "space origin": {"space_origin": "(nan,0,0)"},
    "space directions": {"space_directions": "(1,0,0) (0,1,0) none"},
    "endian": {"endian": "middle"},
    "1 to 512³": {"sizes": "30000 30000 30000"},
    "whole numbers": {"sizes": "4 5 -6"},
}


@pytest.mark.parametrize(("said", "changes"), ODD_NRRD.items(), ids=ODD_NRRD)
def test_odd_nrrd_fields_are_refused(said: str, changes: dict[str, str]):
    with pytest.raises(UnreadableFile, match=said):
        parse_nrrd(nrrd(**changes))


ODD_META = {
    "objecttype": {"ObjectType": "Mesh"},
    "binarydata": {"BinaryData": "False"},
    "elementnumberofchannels": {"ElementNumberOfChannels": "3"},
    "headersize": {"HeaderSize": "-1"},
    "distanceunits": {"DistanceUnits": "um"},
    "offset": {"Offset": "0 0 inf"},
    "dimsize in whole numbers": {"DimSize": "4 5 6e2"},
    "ndims and dimsize": {"NDims": "9" * 40},
    "once": {"dimsize": "4 5 6"},
}


@pytest.mark.parametrize(("said", "changes"), ODD_META.items(), ids=ODD_META)
def test_odd_meta_fields_are_refused(said: str, changes: dict[str, str]):
    with pytest.raises(UnreadableFile, match=said):
        parse_meta(meta(**changes))


def test_four_axes_are_refused_with_their_sizes():
    with pytest.raises(ImageContent, match="this one is 3×4×5×6"):
        parse_nrrd(nrrd(dimension="4", sizes="3 4 5 6"))


@pytest.mark.parametrize("kind", ["block", "long long", "MET_FLOAT_ARRAY"])
def test_other_voxel_types_are_refused(kind: str):
    with pytest.raises(ImageContent, match="single real numbers"):
        parse_meta(meta(ElementType=kind))
