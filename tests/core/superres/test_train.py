from pathlib import Path

import numpy as np
import pytest
import torch

from core.superres.corpus import Corpus
from core.superres.generator import Generator, GeneratorConfig
from core.superres.pairs import build_pair, build_truth
from core.superres.patches import Batch, PatchPool
from core.superres.settings import TrainingSettings
from core.superres.srgan import SrganConfig, SrganGenerator
from core.superres.train import Trainer, block_gain, validation_gain
from core.values import Volume

BLOCKS = np.kron(np.random.default_rng(0).random((6, 6, 6)), np.ones((8, 8, 8)))
TRUTH = build_truth(Volume(BLOCKS, np.eye(4)))
PAIR = build_pair(TRUTH)
CORPUS = Corpus(((TRUTH,),), ((PAIR,),), ())


def trainer(style: str = "fidelity", **settings: float) -> Trainer:
    chosen = TrainingSettings(minutes=1.0, batch=2, warm_up=1, average=0.5, variety=0.0, style=style, **settings)
    return Trainer(CORPUS, chosen, Generator(GeneratorConfig(fields=3, blocks=1)))


def batch() -> Batch:
    return PatchPool([[TRUTH]], np.random.default_rng(0)).draw(2)


def steps(of: Trainer, times: int) -> list[float]:
    torch.manual_seed(0)
    return [of.step(batch()) for _ in range(times)]


def test_training_lowers_the_loss() -> None:
    losses = steps(trainer(), 25)

    assert losses[-1] < 0.97 * losses[0]


@pytest.mark.parametrize("style", ["fidelity", "perceptual", "control"])
def test_an_interrupted_run_goes_on_where_it_stopped(style: str, tmp_path: Path) -> None:
    first, second = trainer(style), trainer(style)
    steps(first, 2)
    first.save(tmp_path / "a.pt")
    second.resume(tmp_path / "a.pt")

    assert second.progress == first.progress
    assert steps(second, 2) == steps(first, 2)


def test_a_loss_that_is_not_finite_changes_nothing() -> None:
    of, bad = trainer(), batch()
    before = [p.clone() for p in of.network.parameters()]
    of.step(Batch(bad.coarse * float("nan"), bad.known, bad.missing, bad.energy))

    assert all(torch.equal(a, b) for a, b in zip(before, of.network.parameters(), strict=True))


def test_an_error_the_measurement_would_have_shown_counts_more() -> None:
    of, seen = trainer(), batch()
    n = torch.arange(seen.missing.shape[-1])
    smooth, fine = (0.1 * torch.cos(torch.pi * cycles * (n + 0.5) / len(n)) for cycles in (3, len(n) - 3))

    assert of.loss(seen.missing + smooth, seen) > 3 * of.loss(seen.missing + fine, seen)


def test_training_goes_on_from_the_weights_it_is_given() -> None:
    start = Generator(GeneratorConfig(fields=3, blocks=1))
    torch.nn.init.normal_(start.tail.kernel)

    of = Trainer(CORPUS, TrainingSettings(), start)

    assert torch.equal(of.network.tail.kernel, start.tail.kernel)
    assert of.network is not start


def test_the_baseline_is_judged_by_the_image_it_makes() -> None:
    torch.manual_seed(0)
    of = Trainer(CORPUS, TrainingSettings(batch=2, warm_up=1), SrganGenerator(SrganConfig(8, 1)))

    losses = [of.step(batch()) for _ in range(15)]

    assert losses[-1] < 0.9 * losses[0]


def test_only_the_perceptual_style_has_an_adversary() -> None:
    assert [trainer(style).adversary is None for style in ("fidelity", "perceptual", "control")] == [True, False, True]


def test_an_untrained_network_gains_nothing_over_sinc() -> None:
    assert block_gain(PAIR, Generator(GeneratorConfig(fields=3, blocks=1))) == pytest.approx(0.0, abs=1e-4)


def test_without_validation_volumes_no_gain_is_claimed() -> None:
    assert validation_gain([], Generator(GeneratorConfig(fields=3, blocks=1))) == 0.0


def test_the_clock_ends_a_run_and_the_curve_tells_it(tmp_path: Path) -> None:
    settings = TrainingSettings(minutes=0.005, batch=2, variety=0.5)
    of = Trainer(CORPUS, settings, Generator(GeneratorConfig(fields=3, blocks=1)))
    told: list[float] = []

    of.train(tmp_path / "a.pt", lambda share, _: told.append(share))

    assert told[-1] == 1.0
    assert of.progress.curve[-1].step == of.progress.step > 0
