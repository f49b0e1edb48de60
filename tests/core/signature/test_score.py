"""Scoring is the formula, refuses foreign tables and stays light."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.errors import SignatureMismatch
from core.signature.score import rad_score, score_values
from core.values import FeatureTable, Signature

SIGNATURE = Signature(
    "native", ("f2", "f1"), (2.0, -1.0), 0.5, (1.0, 10.0), (0.5, 4.0), (0.0, 0.0), (9.0, 9.0), "digest-one"
)


def table_of(names, digest="digest-one"):
    values = np.random.default_rng(1).normal(size=(7, len(names)))
    return FeatureTable(pd.DataFrame(values, columns=names, index=list("abcdefg")), digest, {})


def test_score_is_the_formula_whatever_the_order_of_the_columns():
    table = FeatureTable(pd.DataFrame({"f1": [14.0], "spare": [99.0], "f2": [2.0]}, index=["a"]), "digest-one", {})
    assert rad_score(SIGNATURE, table)["a"] == 0.5 + 2.0 * (2.0 - 1.0) / 0.5 - 1.0 * (14.0 - 10.0) / 4.0


def test_score_of_a_case_does_not_depend_on_its_company():
    table = table_of(["f1", "f2"])
    alone = FeatureTable(table.values.loc[["d"]], "digest-one", {})
    assert rad_score(SIGNATURE, alone)["d"] == rad_score(SIGNATURE, table)["d"]


def test_score_is_named_and_indexed_by_case():
    score = rad_score(SIGNATURE, table_of(["f1", "f2"]))
    assert (score.name, score.index.name, len(score)) == ("rad_score", "case_id", 7)


def test_table_from_other_parameters_is_refused():
    with pytest.raises(SignatureMismatch, match=r"parameters \(digest-o\), but these have other"):
        rad_score(SIGNATURE, table_of(["f1", "f2"], "other"))


def test_table_without_a_feature_is_refused_by_name():
    with pytest.raises(SignatureMismatch, match=r"all 2 features of the signature, but 1 are missing \(f2\)"):
        rad_score(SIGNATURE, table_of(["f1", "f3"]))


def test_a_missing_value_is_filled_with_the_median_of_the_signature():
    values = np.array([[np.nan, 14.0], [2.0, np.nan]])
    filled = score_values(replace(SIGNATURE, impute=(2.0, 14.0)), values)
    assert (filled == score_values(SIGNATURE, np.array([[2.0, 14.0], [2.0, 14.0]]))).all()


def test_a_missing_value_is_refused_where_no_median_is_known():
    with pytest.raises(SignatureMismatch, match="must have a value, but f1 is missing for some case"):
        score_values(SIGNATURE, np.array([[1.0, np.nan]]))


def test_scoring_and_predicting_load_no_fitting_library():
    code = "import sys, core.signature.score, core.prediction.logistic; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "numpy" in loaded
    assert not {"sklearn", "statsmodels", "scipy", "torch"} & set(loaded)
