from dataclasses import replace

import pandas as pd
import pytest

from core.errors import CohortError
from core.review import ReviewedCohort, add_clinical, read_review, relabel
from tests.core.intake.books import workbook

ROWS = "a,1,training,0.9,0.8,5.5\nb,0,training,0.2,0.3,3\nc,yes,validation,0.7,0.6,\nd,0,validation,0.1,0.4,9\n"
GOOD = f"case_id,event,split,combined,clinical,diameter_cm\n{ROWS.replace('yes', '1')}".encode()


def test_a_team_reads_its_own_cohort() -> None:
    review = read_review(GOOD, "non-response")

    assert review.models == ("clinical", "combined")
    assert review.splits == ("validation", "training")
    assert review.cohort.event_name == "non-response"
    assert not review.simulated


def test_clinical_numbers_are_numbers_and_may_be_missing() -> None:
    diameters = read_review(GOOD, "non-response").cohort.clinical["diameter_cm"]

    assert diameters["a"] == 5.5
    assert diameters.isna()["c"]


def test_a_clinical_number_that_is_none_is_refused_and_not_left_out_in_silence() -> None:
    with pytest.raises(CohortError, match="every diameter_cm must be a number, but case a has 'large'"):
        read_review(GOOD.replace(b"5.5", b"large"), "non-response")


def test_a_workbook_is_a_cohort_too() -> None:
    rows = [[float(cell) if "." in cell else cell for cell in line.split(",")] for line in GOOD.decode().split()]

    assert read_review(workbook(rows), "non-response").risks.equals(read_review(GOOD, "non-response").risks)


def test_without_a_split_all_patients_validate() -> None:
    plain = b"event,native\nyes,0.7\nno,0.2\n"

    assert read_review(plain, "non-response").splits == ("validation",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD.replace(b"event", b"outcome"), "must have a column event, but it has case_id, outcome, split"),
        (GOOD.replace(b"combined", b"mine").replace(b"clinical", b"ours"), "risks in a column named clinical, native"),
        (GOOD.replace(b"a,1", b"a,PD"), "must say 1 or 0, or yes or no, but it says pd"),
        (GOOD.replace(b"0.9", b"90"), "from 0 to 1, but case a"),
        (GOOD.replace(b"a,1", b"a,0"), "in some cases of training and not in others"),
        (GOOD.replace(b"case_id", b"patient_id").replace(b"c,1", b"a,1"), "in training or in validation"),
    ],
)
def test_a_table_that_is_no_cohort_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(CohortError, match=sentence):
        read_review(content, "non-response")


@pytest.fixture
def review() -> ReviewedCohort:
    return read_review(relabelled_table(), "non-response")


def relabelled_table() -> bytes:
    rows = "".join(f"C{n},P{n},{'training' if n < 8 else 'validation'},{n % 2},0.{n % 10}\n" for n in range(12))
    return f"case_id,patient_id,split,event,native\n{rows}".encode()


def labels(prefix: str, n: int = 12) -> pd.Series:
    values = [None if number == 3 else number % 3 == 0 for number in range(n)]
    return pd.Series(values, index=[f"{prefix}{number}" for number in range(n)], dtype="boolean")


@pytest.mark.parametrize("prefix", ["C", "P"])
def test_a_label_by_case_or_by_patient_replaces_the_outcome(review, prefix) -> None:
    found = relabel(review, labels(prefix))

    assert len(found.cohort) == len(found.risks) == 11
    assert found.cohort.outcome.to_dict() == {f"C{n}": n % 3 == 0 for n in range(12) if n != 3}


def test_a_label_of_strangers_is_refused(review) -> None:
    with pytest.raises(CohortError, match="names none of them"):
        relabel(review, labels("X"))


def test_a_label_that_leaves_a_split_with_one_outcome_is_refused(review) -> None:
    with pytest.raises(CohortError, match="some cases of validation"):
        relabel(review, labels("C", 9))


def test_the_category_of_the_old_outcome_goes(review) -> None:
    clinical = review.cohort.clinical.assign(mrecist="SD", age_years=60)
    cohort = replace(review.cohort, clinical=clinical)

    assert list(relabel(replace(review, cohort=cohort), labels("C")).cohort.clinical) == ["age_years"]


def test_the_digest_follows_a_clinical_value() -> None:
    assert read_review(GOOD, "e").digest != read_review(GOOD.replace(b"5.5", b"5.6"), "e").digest


def test_the_digest_follows_what_a_cohort_holds_and_nothing_else():
    text = "case_id,event,native\nA,1,0.7\nB,0,0.2\n"

    one, same, other = (
        read_review(t.encode(), "non-response").digest for t in (text, text, text.replace("0.7", "0.8"))
    )

    assert one == same != other
    assert read_review(text.replace("native", "clinical").encode(), "non-response").digest != one


@pytest.mark.parametrize("prefix", ["C", "P"])
def test_further_columns_join_by_case_or_by_patient(review, prefix) -> None:
    found = add_clinical(review, pd.DataFrame({"bclc": ["A", "B"]}, index=[f"{prefix}5", f"{prefix}2"]))

    assert found.cohort.clinical["bclc"].dropna().to_dict() == {"C2": "B", "C5": "A"}
    assert found.cohort.outcome.equals(review.cohort.outcome)


def test_further_columns_of_strangers_are_refused(review) -> None:
    with pytest.raises(CohortError, match="name none of them"):
        add_clinical(review, pd.DataFrame({"bclc": ["A"]}, index=["X1"]))
