"""Midranks are those of scipy, ties and all."""

import numpy as np
import pytest
from scipy.stats import rankdata

from core.signature.ranks import midranks


@pytest.mark.parametrize("levels", [2, 5, 1000])
def test_midranks_are_those_of_scipy(levels):
    values = np.random.default_rng(levels).integers(0, levels, size=(31, 17)).astype(float)
    np.testing.assert_array_equal(midranks(values), rankdata(values, axis=0))
