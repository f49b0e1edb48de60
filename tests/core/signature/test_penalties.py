"""Two choices of a penalty from the deviances of cases."""

import numpy as np
import pytest

from core.errors import FitError
from core.signature.penalties import summarise_deviance

FOLDS = np.array([0, 0, 1, 1])
PENALTIES = np.array([0.4, 0.2, 0.1])
BY_PENALTY = np.array([[1.2, 1.2, 1.4, 1.4], [1.0, 1.0, 1.3, 1.3], [0.9, 0.9, 1.3, 1.3]])


def choose(n_features):
    return summarise_deviance(BY_PENALTY, FOLDS, PENALTIES, np.array(n_features))


def test_smallest_deviance_and_the_sparsest_within_a_standard_error():
    choice = choose([0, 1, 2])
    assert (choice.smallest, choice.sparsest) == (0.1, 0.2)
    np.testing.assert_allclose(choice.deviance["standard_error"], [0.1, 0.15, 0.2])


def test_a_penalty_without_features_is_not_chosen():
    assert choose([0, 0, 2]).sparsest == 0.1


def test_no_penalty_with_a_feature_is_refused():
    with pytest.raises(FitError, match="allow smaller penalties"):
        choose([0, 0, 0])


def test_folds_count_by_their_size():
    choice = summarise_deviance(
        np.array([[1.0, 1.0, 1.0, 2.0]]), np.array([0, 0, 0, 1]), np.array([0.1]), np.array([1])
    )
    np.testing.assert_allclose(choice.deviance["standard_error"], np.sqrt(0.75 * 0.25**2 + 0.25 * 0.75**2))
