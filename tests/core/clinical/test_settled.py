"""A stage is said of an incomplete patient only where what is unknown cannot change it."""

from itertools import product

import numpy as np
import pytest

from core.clinical.settled import POSSIBLE, settle
from core.clinical.staging import Tumour, bclc, cnlc, hap, six_and_twelve, up_to_seven

KEYS = ("nodules", "largest", "vascular_invasion", "extrahepatic", "performance", "child_pugh")
SIZES = np.round(np.concatenate([np.arange(0.1, 13, 0.1), np.arange(13, 41)]), 1)


def stage(of, **values: object):
    return of(Tumour(largest_cm=values.pop("largest"), **values))


def unknown(*names: str, **known: object) -> dict[str, tuple[object, ...]]:
    plain = {"nodules": 1, "largest": 2.0, "vascular_invasion": False, "extrahepatic": False, "performance": 0}
    given = plain | {"child_pugh": "A"} | known
    return {key: tuple(POSSIBLE[key]) if key in names else (given[key],) for key in KEYS}


def test_invasion_settles_the_stage_whatever_the_number_of_nodules() -> None:
    known = unknown("nodules", "largest", vascular_invasion=True)

    assert settle(lambda **values: stage(bclc, **values), known) == "C"


def test_an_unknown_grade_leaves_the_stage_open() -> None:
    assert settle(lambda **values: stage(bclc, **values), unknown("child_pugh")) is None


def test_nothing_known_settles_nothing() -> None:
    assert settle(lambda **values: stage(cnlc, **values), unknown(*KEYS)) is None


@pytest.mark.parametrize("of", [bclc, cnlc])
@pytest.mark.parametrize("nodules", [1, 2, 3, 4, 7])
def test_no_size_gives_a_stage_that_the_possible_sizes_do_not_announce(of, nodules: int) -> None:
    every = {stage(of, **{key: v[0] for key, v in unknown(nodules=nodules, largest=size).items()}) for size in SIZES}
    settled = settle(lambda **values: stage(of, **values), unknown("largest", nodules=nodules))

    assert (settled is not None) == (len(every) == 1)


@pytest.mark.parametrize("of", [six_and_twelve, up_to_seven])
@pytest.mark.parametrize("size", SIZES[::3])
def test_no_number_gives_a_burden_that_the_possible_numbers_do_not_announce(of, size: float) -> None:
    every = {of(size, nodules) for nodules in range(1, 101)}
    settled = settle(of, {"largest_cm": (size,), "nodules": POSSIBLE["nodules"]})

    assert (settled is not None) == (len(every) == 1)


def test_hap_is_open_while_one_point_may_be_missing() -> None:
    table = product((20.0, 40.0), (5.0, 100.0), (1.0, 1e4))

    for albumin, bilirubin, afp in table:
        known = {"albumin_g_l": (albumin,), "bilirubin_umol_l": (bilirubin,), "afp_ng_ml": (afp,)}
        settled = settle(hap, known | {"largest_cm": POSSIBLE["largest"]})
        assert settled == ("D" if (albumin, bilirubin, afp) == (20.0, 100.0, 1e4) else None)
