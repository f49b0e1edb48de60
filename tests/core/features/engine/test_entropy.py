import numpy as np
import pytest

from core.features.engine.entropy import entropy


def test_equal_chances_of_four_are_two_bits() -> None:
    assert entropy(np.full((1, 2, 2), 0.25)) == pytest.approx([2.0])


def test_each_distribution_has_its_own() -> None:
    assert entropy(np.array([[1.0, 0.0], [0.5, 0.5]])) == pytest.approx([0.0, 1.0])
