"""A feature that says the same of every case, but for rounding, does not vary."""

import numpy as np
import pytest

from core.errors import CohortError
from core.signature.filters.varying import VaryingFeatures


def test_constants_and_rounding_do_not_vary():
    noise = np.random.default_rng(1).normal(size=30)
    values = np.column_stack([noise, np.zeros(30), 1e9 * (1 + 1e-15 * noise), 1e-9 * noise, np.full(30, np.nan)])
    assert VaryingFeatures().fit(values).get_support().tolist() == [True, False, False, True, False]


def test_nothing_that_varies_is_refused():
    with pytest.raises(CohortError, match="none does"):
        VaryingFeatures().fit(np.ones((4, 3)))
