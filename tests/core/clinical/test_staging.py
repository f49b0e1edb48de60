"""Stages on the numbers where they turn."""

import pytest

from core.clinical.staging import Tumour, bclc, cnlc, hap, six_and_twelve, up_to_seven
from core.errors import ClinicalError


def tumour(nodules: int = 1, largest_cm: float = 4.0, **other: object) -> Tumour:
    told = {"vascular_invasion": False, "extrahepatic": False, "performance": 0, "child_pugh": "A"} | other
    return Tumour(nodules, largest_cm, **told)


@pytest.mark.parametrize(
    ("patient", "barcelona", "china"),
    [
        (tumour(1, 2.0), "0", "Ia"),
        (tumour(1, 2.1), "A", "Ia"),
        (tumour(1, 5.0), "A", "Ia"),
        (tumour(1, 5.1), "A", "Ib"),
        (tumour(3, 3.0), "A", "Ib"),
        (tumour(3, 3.1), "B", "IIa"),
        (tumour(2, 9.0), "B", "IIa"),
        (tumour(4, 2.0), "B", "IIb"),
        (tumour(vascular_invasion=True), "C", "IIIa"),
        (tumour(extrahepatic=True), "C", "IIIb"),
        (tumour(vascular_invasion=True, extrahepatic=True), "C", "IIIb"),
        (tumour(performance=1), "C", "Ia"),
        (tumour(performance=3), "D", "IV"),
        (tumour(child_pugh="C"), "D", "IV"),
    ],
)
def test_stages_turn_at_their_limits(patient: Tumour, barcelona: str, china: str) -> None:
    assert (bclc(patient), cnlc(patient)) == (barcelona, china)


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ((36, 17, 400, 7), "A"),
        ((35.9, 17, 400, 7), "B"),
        ((35.9, 17.1, 400, 7), "C"),
        ((35.9, 17.1, 401, 7), "D"),
        ((35.9, 17.1, 401, 7.1), "D"),
    ],
)
def test_hap_counts_what_lies_beyond_its_limits(values: tuple[float, ...], grade: str) -> None:
    assert hap(*values) == grade


def test_six_and_twelve_turns_above_6_and_above_12() -> None:
    assert [six_and_twelve(size, 2) for size in (4, 4.1, 10, 10.1)] == [1, 2, 2, 3]


def test_up_to_seven_holds_seven() -> None:
    assert [up_to_seven(size, 3) for size in (4, 4.1)] == [True, False]


@pytest.mark.parametrize("wrong", [{"nodules": 0}, {"performance": 5}, {"child_pugh": "D"}, {"largest_cm": 0}])
def test_an_impossible_patient_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ClinicalError, match="came"):
        tumour(**wrong)
