import numpy as np
import pytest

from core.errors import ImageContent
from core.imaging.bias_field import correct_bias_field
from core.values import Volume

AFFINE = np.diag([3.0, 3.0, 4.0, 1.0])
PLACES = np.indices((40, 36, 20)) / np.array((40, 36, 20)).reshape(3, 1, 1, 1)
TISSUE = 100 + 5 * np.random.default_rng(0).standard_normal((40, 36, 20))
FIELD = np.exp(0.5 * np.sin(2 * PLACES[0]) + 0.3 * PLACES[1] * PLACES[2])


def spread(values: np.ndarray) -> float:
    return float(values.std() / values.mean())


def test_a_slow_change_of_brightness_is_taken_out() -> None:
    shaded = Volume(TISSUE * FIELD, AFFINE)

    corrected = correct_bias_field(shaded)

    assert spread(shaded.data) > 0.15
    assert spread(corrected.data) < spread(TISSUE) * 1.2


def test_the_grid_stays_and_what_was_divided_out_is_smooth() -> None:
    shaded = Volume(TISSUE * FIELD, AFFINE)

    field = shaded.data / correct_bias_field(shaded).data

    assert np.abs(np.diff(np.log(field), axis=0)).max() < 0.1


def test_the_same_volume_gives_the_same_field() -> None:
    shaded = Volume(TISSUE * FIELD, AFFINE)

    assert correct_bias_field(shaded) == correct_bias_field(shaded)


def test_each_axis_keeps_its_place() -> None:
    along_last = Volume(TISSUE * np.exp(0.8 * PLACES[2]), AFFINE)

    field = along_last.data / correct_bias_field(along_last).data

    assert np.corrcoef(np.log(field).ravel(), PLACES[2].ravel())[0, 1] > 0.98


def test_values_below_zero_are_refused() -> None:
    with pytest.raises(ImageContent, match="none below 0, but the lowest voxel is -1"):
        correct_bias_field(Volume(np.full((8, 8, 8), -1.0), np.eye(4)))


def test_a_volume_without_a_body_is_refused() -> None:
    with pytest.raises(ImageContent, match="only 0 stand out"):
        correct_bias_field(Volume(np.ones((8, 8, 8)), np.eye(4)))
