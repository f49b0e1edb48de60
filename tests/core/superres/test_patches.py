import numpy as np
import pytest
import torch

from core.superres.consistency import measure
from core.superres.pairs import TrainingPair, build_pair, build_truth
from core.superres.patches import PATCH, PatchPool, sample_patch
from core.values import Volume

TRUTH = build_truth(Volume(np.random.default_rng(0).normal(size=(50, 40, 36)), np.eye(4)))
PAIR = build_pair(TRUTH)


def pool(variety: float) -> PatchPool:
    return PatchPool([[TRUTH], [TRUTH]], np.random.default_rng(1), variety)


def test_a_batch_has_coarse_and_fine_patches_of_one_size() -> None:
    batch = pool(0.0).draw(3)

    assert batch.coarse.shape == (3, 1, *(PATCH,) * 3)
    assert batch.known.shape == batch.missing.shape == (3, 1, *(2 * PATCH,) * 3)
    assert batch.energy.shape == (3,)


def test_coarse_and_fine_are_turned_alike() -> None:
    rng = np.random.default_rng(4)
    pairs = [sample_patch(PAIR, rng) for _ in range(8)]

    inside = (slice(4, -4),) * 3
    assert max(float((measure(known) - coarse)[inside].abs().mean()) for coarse, known, _, _ in pairs) < 0.05


def test_energy_follows_the_gain_of_a_patch() -> None:
    patches = [sample_patch(PAIR, np.random.default_rng(n)) for n in range(30)]
    ratios = [float(missing.square().mean()) / energy for *_, missing, energy in patches]

    assert np.mean(ratios) == pytest.approx(np.median(ratios), rel=0.3)
    assert all(0.3 < ratio < 3 for ratio in ratios)


def test_a_volume_thinner_than_a_patch_is_reflected() -> None:
    thin: TrainingPair = build_pair(build_truth(Volume(np.random.default_rng(0).normal(size=(40, 40, 8)), np.eye(4))))

    coarse, _, missing, _ = sample_patch(thin, np.random.default_rng(0))

    assert coarse.shape == (PATCH,) * 3
    assert missing.shape == (2 * PATCH,) * 3


def test_variety_measures_some_truths_anew() -> None:
    varied, ideal = pool(0.5), pool(0.0)
    varied.draw(40)
    ideal.draw(40)

    assert any(varied.varied)
    assert not any(ideal.varied)


def test_the_same_seed_draws_the_same_batch() -> None:
    assert torch.equal(pool(0.5).draw(6).coarse, pool(0.5).draw(6).coarse)
