"""Tables of reliability: the statistics of simulated measurements, their way through a file, and what they exclude."""

import numpy as np
import pandas as pd
import pytest

from core.disclaimer import RESEARCH_ONLY
from core.errors import CohortError, UnreadableFile
from core.features.agreement_table import (
    build_reliability,
    read_reliability,
    summarise_reliability,
    unreliable_features,
)
from core.features.reliability import ccc, icc
from core.signature.settings import SelectionSettings
from core.values import FeatureTable

STEADY, SHAKY, SHIFTED = "original_shape_Elongation", "wavelet-LLH_glcm_Contrast", "wavelet-LLH_glcm_Energy"
CASES = [f"case {n}" for n in range(12)]


def measure(digest: str = "a" * 64, cases: int = 12) -> dict[str, FeatureTable]:
    """Three features measured thrice: one stays, one is drawn anew each time, one is moved once by two SD."""
    rng = np.random.default_rng(7)
    truth, tables = rng.normal(size=(12, 2)), {}
    for name in ("as it is", "grown", "noisy"):
        columns = {STEADY: truth[:, 0] + rng.normal(0, 0.05, 12), SHAKY: rng.normal(size=12)}
        columns[SHIFTED] = truth[:, 1] + 2.0 * (name == "grown")
        tables[name] = FeatureTable(pd.DataFrame(columns, index=CASES).iloc[:cases], digest, {})
    return tables


@pytest.fixture
def table():
    return build_reliability(measure(), "native")


def test_each_feature_has_the_coefficient_it_has_alone(table) -> None:
    ratings = np.stack([each.values[SHIFTED] for each in measure().values()], axis=1)
    row, alone = table.rows.set_index("feature").loc[SHIFTED], icc(ratings)

    assert (row["icc"], row["icc_low"], row["icc_high"]) == (alone.value, alone.ci_low, alone.ci_high)


def test_the_concordance_is_the_lowest_and_names_its_perturbation(table) -> None:
    tables = measure()
    row = table.rows.set_index("feature").loc[SHIFTED]

    assert row["ccc"] == pytest.approx(ccc(tables["as it is"].values[SHIFTED], tables["grown"].values[SHIFTED]))
    assert row["worst"] == "grown"


def test_a_feature_drawn_anew_is_unreliable_and_one_that_stays_is_not(table) -> None:
    assert unreliable_features(table) == {SHAKY, SHIFTED}


def test_the_lower_end_excludes_what_the_estimate_lets_pass(table) -> None:
    row = table.rows.set_index("feature").loc[STEADY]
    between = (row["icc"] + row["icc_low"]) / 2

    assert STEADY in unreliable_features(table, between)
    assert STEADY not in unreliable_features(table, between, by="icc")


def test_the_names_are_what_a_selection_excludes(table) -> None:
    assert SelectionSettings(excluded=unreliable_features(table)).excluded == {SHAKY, SHIFTED}


def test_families_are_counted_the_least_reliable_first(table) -> None:
    families = summarise_reliability(table)

    assert families[["n", "n_unreliable"]].to_dict("index") == {
        "wavelet-LLH_glcm": {"n": 2, "n_unreliable": 2},
        "original_shape": {"n": 1, "n_unreliable": 0},
    }
    assert list(families.index) == ["wavelet-LLH_glcm", "original_shape"]


def test_a_table_is_read_as_it_was_written(table) -> None:
    read = read_reliability(table.as_csv().encode())

    pd.testing.assert_frame_equal(read.rows, table.rows, atol=1e-6)
    about = (read.arm, read.n_cases, read.perturbations, read.params_digest)
    assert about == ("native", 12, ("grown", "noisy"), "a" * 64)


def test_every_row_says_that_it_is_for_research(table) -> None:
    assert table.as_csv().count(RESEARCH_ONLY) == 3


def test_two_cases_are_too_few() -> None:
    with pytest.raises(CohortError, match="at least 3 cases that are measured twice, but 2 cases"):
        build_reliability(measure(cases=2), "native")


@pytest.mark.parametrize("tables", [{}, {"as it is": measure()["as it is"]}])
def test_cases_measured_once_or_never_are_refused(tables) -> None:
    with pytest.raises(CohortError, match="measured twice"):
        build_reliability(tables, "native")


@pytest.mark.parametrize("other", [measure("b" * 64)["noisy"], measure()["noisy"].only([STEADY])])
def test_measurements_that_do_not_match_are_refused(other) -> None:
    with pytest.raises(CohortError, match="they differ"):
        build_reliability({"as it is": measure()["as it is"], "noisy": other}, "native")


SPOILED = {
    "no column": lambda text: text.replace("icc_low", "low"),
    "no number": lambda text: text.replace(",12,", ",many,"),
    "no feature": lambda text: text.replace(SHAKY, "Contrast"),
    "twice": lambda text: text.replace(SHAKY, SHIFTED),
    "no rows": lambda text: text.splitlines()[0],
    "nothing": lambda _text: "",
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_file_that_is_no_such_table_is_refused(table, name: str) -> None:
    with pytest.raises(UnreadableFile, match="a reliability table must"):
        read_reliability(SPOILED[name](table.as_csv()).encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="must be CSV text"):
        read_reliability(b"\xff\xfe\x00")
