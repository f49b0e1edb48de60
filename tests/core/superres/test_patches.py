import numpy as np
import pytest
import torch

from core.superres.consistency import truncate
from core.superres.degrade import build_pair
from core.superres.patches import PATCH, plan_tiles, sample_batch, sample_patch
from core.values import Volume

PAIR = build_pair(Volume(np.random.default_rng(0).normal(size=(50, 40, 36)), np.eye(4)))


@pytest.mark.parametrize("shape", [(64, 64, 64), (65, 1, 130), (7, 100, 64)])
def test_tiles_cover_the_grid_once(shape: tuple[int, int, int]) -> None:
    plan = plan_tiles(shape, size=64, halo=8)
    seen = np.zeros(plan.covered, int)
    for start in plan.starts:
        seen[tuple(slice(s, s + c) for s, c in zip(start, plan.core, strict=True))] += 1

    assert (seen == 1).all()
    assert max(plan.core) <= 64


def test_every_tile_sees_its_whole_surroundings() -> None:
    plan = plan_tiles((20, 9, 5), size=8, halo=3)
    padded = plan.pad(np.zeros((20, 9, 5), np.float32))

    assert all(plan.cut(padded, s).shape == tuple(c + 6 for c in plan.core) for s in plan.starts)


def test_a_batch_has_coarse_and_fine_patches_of_one_size() -> None:
    coarse, missing = sample_batch([[PAIR], [PAIR]], 3, np.random.default_rng(1))

    assert coarse.shape == (3, 1, *(PATCH,) * 3)
    assert missing.shape == (3, 1, *(2 * PATCH,) * 3)


def test_coarse_and_fine_are_turned_alike() -> None:
    rng = np.random.default_rng(4)
    means = [torch.mean(truncate(m).abs()) for _, m in (sample_patch(PAIR, rng) for _ in range(8))]

    assert max(means) < 0.1


def test_a_volume_thinner_than_a_patch_is_reflected() -> None:
    thin = build_pair(Volume(np.random.default_rng(0).normal(size=(40, 40, 8)), np.eye(4)))

    coarse, missing = sample_patch(thin, np.random.default_rng(0))

    assert coarse.shape == (PATCH,) * 3
    assert missing.shape == (2 * PATCH,) * 3
