from pathlib import Path

import numpy as np
import pytest
import torch

from core.superres.corpus import Corpus
from core.superres.degrade import build_pair
from core.superres.generator import GeneratorConfig
from core.superres.train import Trainer, TrainingSettings, held_out_gain
from core.values import Volume

SETTINGS = TrainingSettings(minutes=1.0, batch=2, warm_up=1, average=0.5)


@pytest.fixture
def trainer() -> Trainer:
    blocks = np.kron(np.random.default_rng(0).random((6, 6, 6)), np.ones((8, 8, 8)))
    pair = build_pair(Volume(blocks, np.eye(4)))
    corpus = Corpus(((pair,),), (pair,), ())
    return Trainer(corpus, SETTINGS, GeneratorConfig(channels=24, blocks=1))


def step(trainer: Trainer, times: int) -> list[float]:
    torch.manual_seed(0)
    pair = trainer.data.groups[0][0]
    coarse, missing = pair.coarse[None, None, :16, :16, :16].float(), pair.missing[None, None, :32, :32, :32].float()
    return [trainer.step(coarse.repeat(2, 1, 1, 1, 1), missing.repeat(2, 1, 1, 1, 1)) for _ in range(times)]


def test_training_lowers_the_loss(trainer: Trainer) -> None:
    losses = step(trainer, 25)

    assert losses[-1] < 0.98 * losses[0]


def test_an_interrupted_run_goes_on_where_it_stopped(trainer: Trainer, tmp_path: Path) -> None:
    step(trainer, 3)
    trainer.save(tmp_path / "a.pt")
    other = Trainer(trainer.data, SETTINGS, GeneratorConfig(channels=24, blocks=1))
    other.resume(tmp_path / "a.pt")

    assert other.progress == trainer.progress
    assert step(other, 2) == step(trainer, 2)


def test_a_loss_that_is_not_finite_changes_nothing(trainer: Trainer) -> None:
    before = [p.clone() for p in trainer.network.parameters()]
    trainer.step(torch.full((2, 1, 16, 16, 16), float("nan")), torch.zeros(2, 1, 32, 32, 32))

    assert all(torch.equal(a, b) for a, b in zip(before, trainer.network.parameters(), strict=True))


def test_the_rate_warms_up_and_then_falls(trainer: Trainer) -> None:
    trainer.progress.seconds = 59.9

    assert trainer.rate() < 0.02 * SETTINGS.rate


def test_an_untrained_network_gains_nothing_over_sinc(trainer: Trainer) -> None:
    assert held_out_gain(trainer.network, trainer.data.held_out) == pytest.approx(0.0, abs=1e-5)
