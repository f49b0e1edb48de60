import numpy as np
import pytest

from core.superres.tiles import grow_region, plan_tiles, refine_region, reflect, whole_region

REGION = (slice(2, 9), slice(0, 5), slice(3, 10))


def image(shape: tuple[int, int, int] = (12, 9, 10)) -> np.ndarray:
    return np.random.default_rng(0).random(shape).astype(np.float32)


def test_tiles_cover_the_region_once() -> None:
    plan = plan_tiles((13, 5, 7), size=4, halo=2)
    count = np.zeros(plan.covered, int)
    for start in plan.starts:
        count[tuple(slice(s, s + c) for s, c in zip(start, plan.core, strict=True))] += 1

    assert (count == 1).all()
    assert all(0 <= c - n < 4 for c, n in zip(plan.covered, (13, 5, 7), strict=True))


def test_no_tile_is_larger_than_asked_for() -> None:
    assert max(plan_tiles((100, 65, 64), size=64, halo=8).core) <= 64


def test_a_tile_sees_the_image_around_it() -> None:
    coarse = image()
    plan = plan_tiles((4, 4, 4), size=4, halo=3)

    seen = plan.cut(plan.surround(coarse, (slice(4, 8), slice(3, 7), slice(3, 7))), (0, 0, 0))

    assert np.array_equal(seen.numpy(), coarse[1:11, 0:10, 0:10][:, :9, :][:, [*range(9), 8]])


def test_beyond_its_edges_the_image_is_reflected() -> None:
    coarse = image()
    plan = plan_tiles(coarse.shape, size=64, halo=2)

    seen = plan.surround(coarse, whole_region(coarse.shape)).numpy()

    assert np.array_equal(seen, np.pad(coarse, 2, "symmetric"))


@pytest.mark.parametrize("n", [1, 2, 5])
def test_reflection_goes_on_beyond_a_thin_image(n: int) -> None:
    expected = np.pad(np.arange(n), 11, "symmetric")

    assert np.array_equal(reflect(np.arange(-11, n + 11), n), expected)


def test_what_is_kept_of_a_tile_is_its_core() -> None:
    plan = plan_tiles((4, 4, 4), size=4, halo=3)
    fine = np.arange(20**3).reshape(20, 20, 20)

    assert np.array_equal(plan.keep(fine), fine[6:14, 6:14, 6:14])  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "together"), [(8, 2), (64, 1)])
def test_tiles_that_would_be_slow_alone_are_sent_two_by_two(size: int, together: int) -> None:
    plan = plan_tiles((130, 65, 64), size=size, halo=2)
    groups = plan.groups(channels=48)

    assert plan.together(48) == together
    assert [start for group in groups for start in group] == plan.starts
    assert {len(group) for group in groups[:-1]} == {together}


def test_a_region_grows_as_far_as_the_grid_goes() -> None:
    assert grow_region(REGION, 3, (10, 9, 20)) == (slice(0, 10), slice(0, 8), slice(0, 13))


def test_a_refined_region_is_counted_from_its_origin() -> None:
    grown = grow_region(REGION, 1, (10, 9, 20))

    assert refine_region(REGION, grown) == (slice(2, 16), slice(0, 10), slice(2, 16))
    assert refine_region(REGION) == (slice(4, 18), slice(0, 10), slice(6, 20))
