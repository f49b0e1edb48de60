"""Each check passes on a good case and speaks up on its own fault."""

import re

import numpy as np
import pytest

from core.imaging.checks import Check, check_case
from core.language import LANGUAGES, translate
from core.values import Case, Mask, Volume

SHAPE = (20, 20, 10)
GOOD_SPACING = (1.0, 1.0, 3.0)


def make_case(spacing=GOOD_SPACING, data=None, mask=None) -> Case:
    affine = np.diag([*spacing, 1.0])
    data = np.random.default_rng(2).uniform(50, 500, SHAPE) if data is None else data
    if mask is None:
        mask = np.zeros(data.shape, dtype=bool)
        mask[5:13, 5:13, 3:8] = True
    return Case("case-1", Volume(data, affine), Mask(mask, affine))


def marked(*boxes: tuple[slice, slice, slice]) -> np.ndarray:
    mask = np.zeros(SHAPE, dtype=bool)
    for box in boxes:
        mask[box] = True
    return mask


def ask(case: Case, name: str) -> Check:
    return next(check for check in check_case(case) if check.name == name)


def grey(inside: float, outside: float = 100.0) -> np.ndarray:
    data = np.random.default_rng(5).uniform(50, outside, SHAPE)
    data[5, 5, 3] = inside
    return data


def test_good_case_passes_everything():
    assert {check.status for check in check_case(make_case())} == {"pass"}


def test_names_are_unique():
    names = [check.name for check in check_case(make_case())]
    assert len(set(names)) == len(names) == 9


BLOCK = (slice(5, 13), slice(5, 13), slice(3, 8))
FAULTS = {
    "size": ({"data": grey(1)[:, :, :3], "mask": marked(BLOCK)[:, :, 2:5]}, "warn", "20 × 20 × 3"),
    "spacing": ({"spacing": (1, 1, 12)}, "warn", "1.00 × 1.00 × 12.00 mm"),
    "anisotropy": ({"spacing": (1, 1, 7)}, "warn", "7.0 times"),
    "mask_volume": (
        {"mask": marked((slice(5, 6), slice(5, 6), slice(1, 8)))},
        "fail",
        "at least 64 voxels.*marks 7: delineate",
    ),
    "mask_depth": ({"mask": marked((slice(2, 16), slice(2, 16), slice(4, 6)))}, "fail", "at least 3.*14 × 14 × 2"),
    "mask_pieces": ({"mask": marked(BLOCK, (slice(17, 19), slice(2, 12), slice(3, 7)))}, "warn", "2 separate.*80%"),
    "mask_border": ({"mask": marked((slice(5, 13), slice(0, 9), slice(5, 10)))}, "warn", "along j, k"),
    "outliers": ({"data": grey(1e6)}, "warn", r"range of 5.*\(1 of them\); look"),
    "sign": ({"data": grey(-900)}, "warn", "least -900"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found_and_numbered(name: str):
    fault, status, said = FAULTS[name]
    check = ask(make_case(**fault), name)
    assert check.status == status
    assert re.search(said, check.detail)


def test_small_mask_warns():
    assert ask(make_case(mask=marked((slice(5, 9),) * 3)), "mask_volume").detail.endswith("unusually small.")


def test_huge_mask_warns():
    block = marked((slice(1, 19), slice(1, 19), slice(2, 6)))
    assert ask(make_case(spacing=(9, 9, 40), mask=block), "mask_volume").detail.endswith("unusually large.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_said_in_every_language(language: str, name: str):
    check = ask(make_case(**FAULTS[name][0]), name)
    assert translate(f"checked.{check.said}", language, **check.values)


def test_inverted_mask_is_suspected():
    assert "inverted" in ask(make_case(mask=~marked(BLOCK)), "mask_volume").detail


def test_pieces_touching_at_a_corner_are_one():
    corner = (slice(13, 16), slice(13, 16), slice(8, 9))
    assert ask(make_case(mask=marked(BLOCK, corner)), "mask_pieces").status == "pass"
