import numpy as np
import pytest

from core.superres.tiles import grow_region, plan_tiles, refine_region, reflect, view_tile

REGION = (slice(2, 9), slice(0, 5), slice(3, 10))


@pytest.mark.parametrize("size", [1, 3, 4, 64])
def test_tiles_cover_the_region_once(size: int) -> None:
    count = np.zeros((12, 9, 12), int)
    for tile in plan_tiles(REGION, size):
        count[tile] += 1

    assert (count[REGION] == 1).all()
    assert count.sum() == 7 * 5 * 7


def test_no_tile_is_larger_than_asked_for() -> None:
    tiles = plan_tiles((slice(0, 100), slice(0, 65), slice(0, 64)), size=64)

    assert {max(s.stop - s.start for s in tile) for tile in tiles} <= {50, 64}


def test_a_tile_sees_the_image_around_it() -> None:
    view = view_tile((slice(20, 30),) * 3, 14, (60, 44, 50))

    assert view.seen == (slice(6, 44),) * 3
    assert view.ends == ((False, False),) * 3


def test_a_tile_near_an_edge_sees_the_image_end() -> None:
    view = view_tile((slice(5, 30),) * 3, 14, (60, 43, 44))

    assert view.seen == (slice(0, 44), slice(0, 43), slice(0, 44))
    assert view.ends == ((True, False), (True, True), (True, False))


def test_what_is_kept_of_an_answer_is_the_tile() -> None:
    inner, outer = (view_tile((slice(a, 30),) * 3, 14, (60, 60, 60)) for a in (20, 5))

    assert inner.kept(14) == (slice(0, 20),) * 3
    assert outer.kept(14) == (slice(10, 60),) * 3


@pytest.mark.parametrize("n", [1, 2, 5])
def test_reflection_goes_on_beyond_a_thin_image(n: int) -> None:
    expected = np.pad(np.arange(n), 11, "symmetric")

    assert np.array_equal(reflect(np.arange(-11, n + 11), n), expected)


def test_a_region_grows_as_far_as_the_grid_goes() -> None:
    assert grow_region(REGION, 3, (10, 9, 20)) == (slice(0, 10), slice(0, 8), slice(0, 13))


def test_a_refined_region_is_counted_from_its_origin() -> None:
    grown = grow_region(REGION, 1, (10, 9, 20))

    assert refine_region(REGION, grown) == (slice(2, 16), slice(0, 10), slice(2, 16))
    assert refine_region(REGION) == (slice(4, 18), slice(0, 10), slice(6, 20))
