"""Target lesions of one visit to the sum that is followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.errors import ClinicalError

PER_ORGAN, IN_ALL = 2, 5
"""Most target lesions (Lencioni & Llovet 2010, as in RECIST 1.1)."""


def sum_targets(sizes_mm: Sequence[float], organs: Sequence[str]) -> float:
    """Sum of the target lesions of one visit, mm (EASL: mm²), one organ per lesion.

    Raises
    ------
    ClinicalError
        More lesions than `PER_ORGAN` or `IN_ALL`, none at all, or sizes and organs that do not pair.

    References
    ----------
    Lencioni R, Llovet JM. Semin Liver Dis 2010;30:52-60. doi:10.1055/s-0030-1247132

    Examples
    --------
    >>> sum_targets([32.0, 18.5], ["liver", "liver"])
    50.5
    """
    fullest, most = Counter(organs).most_common(1)[0] if organs else ("", 0)
    if len(sizes_mm) != len(organs) or not organs:
        raise ClinicalError(
            f"every target lesion needs a size and an organ, but {len(sizes_mm)} sizes and {len(organs)} organs came: "
            "complete them"
        )
    if most > PER_ORGAN or len(organs) > IN_ALL:
        raise ClinicalError(
            f"target lesions are at most {PER_ORGAN} per organ and {IN_ALL} in all, but {len(organs)} came, {most} of "
            f"them in {fullest}: keep the largest and follow the others as non-target lesions"
        )
    return float(sum(sizes_mm))
