"""Two readers' feature tables, feature by feature."""

import numpy as np
import pandas as pd
import pytest

from core.errors import CohortError
from core.features.agreement_table import read_reliability
from core.features.reliability import icc
from core.reader_features import compare_readers

NAMES = ["original_glcm_Contrast", "original_shape_Sphericity"]


def reader(noise: float, seed: int = 1, **columns: object) -> pd.DataFrame:
    truth = np.random.default_rng(0).normal(size=(12, 2))
    values = truth + noise * np.random.default_rng(seed).normal(size=truth.shape)
    table = pd.DataFrame(values, columns=NAMES, index=pd.Index([f"C{n}" for n in range(12)], name="case_id"))
    return table.assign(**columns).reset_index()


def csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False).encode()


def test_each_feature_has_the_icc_of_its_two_columns() -> None:
    first, second = reader(0.0), reader(0.3)
    found = compare_readers(csv(first), csv(second))

    expected = icc(np.column_stack([first[NAMES[0]], second[NAMES[0]]]))
    assert found.rows.loc[0, "icc"] == pytest.approx(expected.value)
    assert found.rows.loc[0, "icc_low"] == pytest.approx(expected.ci_low)


def test_cases_are_paired_by_their_id_whatever_the_order() -> None:
    found = compare_readers(csv(reader(0.0)), csv(reader(0.0).iloc[::-1].iloc[:9]))

    assert (found.n_cases, found.rows["icc"].round(9).tolist()) == (9, [1, 1])


def test_the_table_can_be_opened_where_reliability_is_used() -> None:
    found = compare_readers(csv(reader(0.0, arm="native")), csv(reader(0.3, arm="native")))

    assert read_reliability(found.as_csv().encode()).arm == "native"


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (reader(0.3).iloc[:2], "the tables share 2"),
        (reader(0.3).drop(columns=NAMES), "must have columns of features"),
        (reader(0.3).drop(columns=NAMES[:1]), "same cases and features"),
        (reader(0.3).drop(columns="case_id"), "must have a column case_id"),
        (reader(0.3, arm="native"), "must be of one image"),
        (reader(0.3, arm=["native", "other"] * 6), "keep the rows of one"),
        (reader(0.3).replace({"C1": "C0"}), "C0 is repeated"),
        (reader(0.3).assign(original_glcm_Contrast="x"), "original_glcm_Contrast is not"),
    ],
)
def test_tables_that_do_not_pair_are_refused(second: pd.DataFrame, sentence: str) -> None:
    with pytest.raises(CohortError, match=sentence):
        compare_readers(csv(reader(0.0)), csv(second))
