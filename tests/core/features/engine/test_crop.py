import numpy as np

from core.features.engine.crop import crop_window, wrap_positions


def test_the_region_lies_in_its_window_where_it_lay_in_the_image() -> None:
    image = np.arange(6 * 7 * 8).reshape(6, 7, 8)
    region = (slice(1, 3), slice(0, 7), slice(6, 8))

    window, inner = crop_window(region, (2, 1, 3), image.shape)

    assert image[window].shape == (5, 7, 5)
    assert (image[window][inner] == image[region]).all()


def test_far_from_the_ends_only_neighbours_are_needed() -> None:
    positions, part = wrap_positions(slice(20, 24), 3, 100)

    assert positions.tolist() == list(range(17, 27))
    assert positions[part].tolist() == [20, 21, 22, 23]


def test_an_odd_axis_ends_with_its_first_voxel_and_goes_on_with_it() -> None:
    positions, part = wrap_positions(slice(7, 9), 2, 9)

    assert positions.tolist() == [0, 5, 6, 7, 8, 0]
    assert positions[part].tolist() == [7, 8]


def test_a_reach_longer_than_the_axis_takes_all_of_it() -> None:
    assert wrap_positions(slice(1, 3), 9, 5)[0].tolist() == [0, 1, 2, 3, 4, 0]
