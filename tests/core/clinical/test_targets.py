"""How many lesions may be followed."""

import pytest

from core.clinical.targets import sum_targets
from core.errors import ClinicalError


def test_sizes_of_all_targets_are_added() -> None:
    assert sum_targets([30, 20, 12], ["liver", "liver", "lung"]) == 62


def test_a_third_lesion_of_one_organ_is_refused() -> None:
    with pytest.raises(ClinicalError, match="at most 2 per organ and 5 in all, but 3 came, 3 of them in liver"):
        sum_targets([30, 20, 12], ["liver"] * 3)


def test_a_sixth_lesion_is_refused() -> None:
    with pytest.raises(ClinicalError, match="but 6 came, 2 of them"):
        sum_targets([10] * 6, ["liver", "liver", "lung", "lung", "bone", "node"])


@pytest.mark.parametrize(("sizes", "organs"), [([], []), ([1.0], ["liver", "lung"])])
def test_sizes_without_organs_are_refused(sizes: list[float], organs: list[str]) -> None:
    with pytest.raises(ClinicalError, match="needs a size and an organ"):
        sum_targets(sizes, organs)
