"""A stage of a patient of whom something is unknown, said only where every possible value gives the same.

Nothing is filled in: portal invasion makes BCLC C whatever the number of nodules, and nodules alone decide nothing. The
limits are those of BCLC (Reig 2022), CNLC (Zhou 2023), HAP (Kadalayil 2013), six-and-twelve (Wang 2019) and up-to-seven
(Mazzaferro 2009), cited in full in `core.clinical.staging`; each is monotone in each of its inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

Stage = TypeVar("Stage")

POSSIBLE: Mapping[str, Sequence[Any]] = {
    "albumin": (20.0, 40.0),
    "bilirubin": (5.0, 100.0),
    "afp": (1.0, 1e4),
    "nodules": (1, 2, 4, 100),
    "largest": (0.1, 2.5, 4.0, 6.0, 40.0),
    "vascular_invasion": (False, True),
    "extrahepatic": (False, True),
    "performance": (0, 1, 2, 3, 4),
    "child_pugh": ("A", "B", "C"),
}
"""One value from either side of every limit of the stages, so that no other value can give another stage."""


def settle(stage: Callable[..., Stage], known: Mapping[str, Sequence[Any]]) -> Stage | None:
    """The stage that every combination of the values gives, or None where two of them differ.

    Parameters
    ----------
    stage : takes one value per name
    known : name to the values it may have: one where it is known, else those of `POSSIBLE` that remain

    Examples
    --------
    >>> settle(lambda largest, nodules: largest + nodules > 7, {"largest": (9.0,), "nodules": POSSIBLE["nodules"]})
    True
    >>> settle(lambda largest, nodules: largest + nodules > 7, {"largest": (4.0,), "nodules": POSSIBLE["nodules"]})
    """
    found: list[Stage] = []
    for values in product(*known.values()):
        found.append(stage(**dict(zip(known, values, strict=True))))
        if found[-1] != found[0]:
            return None
    return found[0] if found else None
