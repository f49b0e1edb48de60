"""Filters work by themselves in a pipeline of scikit-learn."""

import numpy as np
from sklearn.base import clone
from sklearn.pipeline import make_pipeline

from core.signature.filters.associated import AssociatedFeatures
from core.signature.filters.distinct import DistinctFeatures
from core.signature.filters.varying import VaryingFeatures

RNG = np.random.default_rng(3)
VALUES, OUTCOME = RNG.normal(size=(40, 30)), np.arange(40) % 2 == 0


def test_filters_work_in_a_pipeline_and_are_cloned():
    pipeline = clone(make_pipeline(VaryingFeatures(), AssociatedFeatures(minimum=4), DistinctFeatures()))
    found = pipeline.fit_transform(VALUES, OUTCOME)
    assert 1 <= found.shape[1] < 30
    assert {tuple(column) for column in found.T} <= {tuple(column) for column in VALUES.T}
