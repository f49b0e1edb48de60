"""A view knows where the patient's sides lie, whatever the array's order."""

import numpy as np
import pytest

from core.figures.views import LONG_SIDE, cut_slice, picture_size, view_of
from core.values import Volume

SHAPE = (4, 6, 3)


def stored(*signs: int) -> Volume:
    return Volume(np.arange(72.0).reshape(SHAPE), np.diag([*signs, 1.0]))


@pytest.mark.parametrize("signs", [(1, 1, 1), (-1, -1, 1), (-1, 1, -1)])
def test_front_lies_on_top_and_right_on_the_left(signs):
    view = view_of(stored(*signs))

    assert (view.top, view.left) == ("A", "R")


def test_the_same_place_is_cut_however_it_is_stored():
    volume = stored(1, 1, 1)
    turned = Volume(volume.data[::-1], np.diag([-1.0, 1, 1, 1]))

    cuts = [cut_slice(image, view_of(image), 1, 2) for image in (volume, turned)]

    np.testing.assert_array_equal(*cuts)


def test_a_pixel_is_square_in_millimetres():
    volume = Volume(np.zeros(SHAPE), np.diag([3.0, 1, 1, 1]))

    assert picture_size(volume, view_of(volume)) == (LONG_SIDE, LONG_SIDE // 2)


def test_a_slice_beyond_the_volume_is_refused():
    with pytest.raises(IndexError, match="0 to 2, but 3"):
        cut_slice(stored(1, 1, 1), view_of(stored(1, 1, 1)), 3, 2)
