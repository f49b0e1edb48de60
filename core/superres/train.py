"""Training the generator on a folder of volumes, by the clock, in steps that can be resumed.

The budget is wall time, because machines differ; the learning rate follows the share of it that is spent. The
held-out subjects are only looked at to report progress. Weights are averaged exponentially, and the average is
what is saved.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.superres.corpus import Corpus
from core.superres.degrade import TrainingPair
from core.superres.generator import Generator, GeneratorConfig
from core.superres.losses import fidelity_loss
from core.superres.patches import PATCH, sample_batch

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TrainingSettings:
    """How long and how; every default has its reason beside it."""

    minutes: float = 30.0
    batch: int = 4  # 4 x 32 x 16 x 16 keeps the CPU on its fast convolution
    rate: float = 1e-3  # 1.5e-3 diverged
    last_rate: float = 1e-5
    warm_up: int = 300
    average: float = 0.999
    clip: float = 1.0
    trim: int = 4  # fine voxels at a patch border that see no surroundings
    seed: int = 20241215


@dataclass
class Progress:
    """Where a run stands; saved with the weights so that it can go on."""

    step: int = 0
    seconds: float = 0.0


class Trainer:
    """One run: network, its running average, optimiser and clock."""

    def __init__(self, data: Corpus, settings: TrainingSettings, config: GeneratorConfig | None = None) -> None:
        torch.manual_seed(settings.seed)
        self.data, self.settings = data, settings
        self.network = Generator(config).to(memory_format=torch.channels_last_3d)  # type: ignore[call-overload]
        self.average: Generator = deepcopy(self.network)
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=settings.rate, betas=(0.9, 0.99))
        self.progress = Progress()

    def run(self, checkpoint: Path, on_progress: Callable[[float, str], None] | None = None) -> Generator:
        """Train until the budget is spent, saving every two minutes; returns the averaged network."""
        rng = np.random.default_rng(self.settings.seed + self.progress.step)
        saved = time.monotonic()
        while self.progress.seconds < 60 * self.settings.minutes:
            begin = time.monotonic()
            self.step(*sample_batch(self.data.groups, self.settings.batch, rng))
            self.progress.seconds += time.monotonic() - begin
            if time.monotonic() - saved > 120:
                self.save(checkpoint)
                self._report(on_progress)
                saved = time.monotonic()
        self.save(checkpoint)
        self._report(on_progress)
        return self.average

    def step(self, coarse: Tensor, missing: Tensor) -> float:
        """One update; a loss that is not finite is skipped."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate()
        loss = fidelity_loss(self.network(coarse), missing, self.settings.trim)
        self.optimiser.zero_grad()
        if torch.isfinite(loss):
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
            self.optimiser.step()
        self.progress.step += 1
        self._follow()
        return float(loss.detach())

    def rate(self) -> float:
        """Learning rate: a short warm-up, then a cosine over the time budget."""
        share = min(self.progress.seconds / (60 * self.settings.minutes), 1.0)
        low, high = self.settings.last_rate, self.settings.rate
        cosine = low + 0.5 * (high - low) * (1 + math.cos(math.pi * share))
        return cosine * min(1.0, (self.progress.step + 1) / self.settings.warm_up)

    def save(self, path: Path) -> None:
        """Write everything needed to go on, replacing the file at once."""
        path.parent.mkdir(parents=True, exist_ok=True)
        state = {"network": self.network, "average": self.average, "optimiser": self.optimiser}
        content: dict[str, Any] = {name: part.state_dict() for name, part in state.items()}
        torch.save(content | {"progress": asdict(self.progress)}, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def resume(self, path: Path) -> None:
        """Go on where a saved run stopped."""
        content = torch.load(path, weights_only=True)
        for name, part in (("network", self.network), ("average", self.average), ("optimiser", self.optimiser)):
            part.load_state_dict(content[name])
        self.progress = Progress(**content["progress"])

    def _follow(self) -> None:
        keep = min(self.settings.average, (1 + self.progress.step) / (10 + self.progress.step))
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.network.parameters(), strict=True):
                slow.lerp_(fast, 1 - keep)

    def _report(self, on_progress: Callable[[float, str], None] | None) -> None:
        gain = held_out_gain(self.average, self.data.held_out[:8])
        message = f"step {self.progress.step}, held-out gain over sinc {gain:+.3f} dB"
        log.info("%s after %.1f min", message, self.progress.seconds / 60)
        if on_progress is not None:
            on_progress(min(self.progress.seconds / 60 / self.settings.minutes, 1.0), message)


def held_out_gain(network: Generator, pairs: Sequence[TrainingPair]) -> float:
    """Mean gain over sinc on a central block of each pair, dB; 0 without pairs."""
    gains = [_gain(network, pair) for pair in pairs]
    return float(np.mean(gains)) if gains else 0.0


@torch.inference_mode()
def _gain(network: Generator, pair: TrainingPair) -> float:
    centre = [slice(max(n // 2 - PATCH, 0), n // 2 + PATCH) for n in pair.coarse.shape]
    coarse = pair.coarse[tuple(centre)].float()
    missing = pair.missing[tuple(slice(2 * s.start, 2 * s.stop) for s in centre)].float()
    estimate = network(coarse[None, None].repeat(2, 1, 1, 1, 1))[0, 0, : missing.shape[0], : missing.shape[1]]
    error = (estimate[..., : missing.shape[2]] - missing).square().mean()
    return float(10 * torch.log10(missing.square().mean() / error))
