"""The grey-value range of a volume."""

import numpy as np
import pytest

from core.imaging.intensity import intensity_range
from core.values import Volume


def test_range_holds_ninety_nine_percent():
    volume = Volume(np.random.default_rng(0).normal(0, 1, (40, 40, 40)), np.eye(4))
    low, high = intensity_range(volume)
    assert np.mean((volume.data >= low) & (volume.data <= high)) == pytest.approx(0.99, abs=1e-4)


def test_one_bright_voxel_does_not_widen_the_range():
    data = np.tile(np.arange(10.0), (10, 10, 10)).reshape(10, 10, 100)
    data[0, 0, 0] = 1e6
    assert intensity_range(Volume(data, np.eye(4))) == (0, 9)


def test_constant_volume_has_an_empty_range():
    assert intensity_range(Volume(np.full((3, 3, 3), 5), np.eye(4))) == (5, 5)
