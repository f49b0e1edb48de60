"""What is kept reads back bit for bit, and nothing in it can run."""

import numpy as np
import pytest

from core.errors import StoreDamaged
from core.report.case import describe_workup
from core.store.encode import (
    decode_features,
    decode_mask,
    decode_volume,
    describe,
    encode_features,
    encode_mask,
    encode_volume,
    rebuild,
    write_json,
)
from core.values import ARMS


def test_a_volume_reads_back_bit_for_bit_on_an_oblique_grid(case) -> None:
    assert decode_volume(encode_volume(case.volume)) == case.volume


def test_a_mask_reads_back_with_name_and_note_in_an_eighth_of_its_bytes(case) -> None:
    content = encode_mask(case.mask)
    read = decode_mask(content, case.mask.name, case.mask.note)

    assert (read, read.name, read.note) == (case.mask, "tumour", "axis i flipped")
    assert len(content) < case.mask.data.size / 8 + 400


def test_every_digit_of_a_feature_reads_back_in_its_order(workup) -> None:
    table = decode_features(encode_features(workup.features["native"]))

    assert table.names == ("b", "a", "c")
    assert table.values.equals(workup.features["native"].values)
    assert table.note == "by the engine"


def test_the_same_value_has_the_same_bytes(case, workup) -> None:
    assert encode_volume(case.volume) == encode_volume(case.volume)
    assert encode_features(workup.features["native"]) == encode_features(workup.features["native"])


@pytest.mark.parametrize("content", [b"", b"\x80\x04\x95pickle", encode_volume.__doc__.encode()])
def test_what_is_no_image_is_refused(content: bytes) -> None:
    with pytest.raises(StoreDamaged, match="must be safetensors"):
        decode_volume(content)


def test_an_image_without_its_grid_is_refused(case) -> None:
    with pytest.raises(StoreDamaged, match="must hold data, but"):
        decode_volume(encode_mask(case.mask))


def test_a_whole_work_up_reads_back(workup) -> None:
    images = {name: encode_volume(getattr(workup, name)) for name in ("super_resolved", "added", "interpolated")}
    images |= {"volume": encode_volume(workup.case.volume), "mask": encode_mask(workup.case.mask)}
    images |= {"fine_mask": encode_mask(workup.fine_mask)}
    tables = {f"features {arm}": encode_features(workup.features[arm]) for arm in ARMS}
    names = {arm: f"features {arm}" for arm in ARMS}

    read = rebuild(describe(workup, {name: name for name in images}, names), (images | tables).__getitem__)

    assert write_json(describe_workup(read)) == write_json(describe_workup(workup))
    assert (read.case, read.checks, read.steps) == (workup.case, workup.checks, workup.steps)


def test_a_number_that_is_none_is_never_kept() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        write_json({"risk": np.float64("inf")})
