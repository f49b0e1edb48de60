"""Variance inflation is that of R's car, by variable."""

from dataclasses import replace

import numpy as np
import pytest

from core.prediction.collinearity import variance_inflation


@pytest.mark.parametrize("column", ["gvif", "per_degree"])
def test_variance_inflation_is_that_of_r(joint, of_r, column):
    np.testing.assert_allclose(variance_inflation(joint)[column], of_r["inflation"][column], rtol=1e-6)


def test_levels_of_a_variable_are_one_row(joint):
    table = variance_inflation(joint).set_index("term")
    assert table["degrees_of_freedom"].to_dict() == {"diameter_cm": 1, "stage": 2, "afp_ng_ml": 1, "sex": 1}


def test_one_variable_alone_is_not_inflated(joint):
    alone = replace(joint, terms=joint.terms[:1], coefficients=[0.0, 1.0], covariance=np.eye(2))
    assert variance_inflation(alone)["gvif"].tolist() == [1.0]


def test_uncorrelated_coefficients_are_not_inflated(joint):
    table = variance_inflation(replace(joint, covariance=np.diag(np.arange(1.0, 7.0))))
    np.testing.assert_allclose(table["gvif"], 1.0)
