"""Training a generator on a folder of volumes, by the clock, in steps that can be resumed.

The budget is wall time, because machines differ; the learning rate follows the share of it that is spent. Subjects of
the validation part are looked at to report progress, held-out ones never. Weights are averaged exponentially, and the
average is what is saved.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.superres.adversary import Adversary
from core.superres.consistency import interpolate, measure, unmeasured_part
from core.superres.corpus import Corpus
from core.superres.generator import Generator
from core.superres.losses import inner, relative_error, spectrum_error
from core.superres.network import AnyGenerator
from core.superres.optimiser import build_optimisers
from core.superres.pairs import FOREGROUND, TrainingPair
from core.superres.patches import PATCH, Batch, PatchPool
from core.superres.settings import CurvePoint, Progress, TrainingSettings, scheduled_share

log = logging.getLogger(__name__)

SAVE_EVERY = 120.0
"""Seconds between checkpoints and points of the learning curve, or a fortieth of the budget where that is less."""


class Trainer:
    """One run: network, its running average, optimisers, adversary and clock.

    Parameters
    ----------
    start : network to go on from; its weights are copied
    """

    def __init__(self, data: Corpus, settings: TrainingSettings, start: AnyGenerator | None = None) -> None:
        torch.manual_seed(settings.seed)
        self.data, self.settings, self.progress = data, settings, Progress()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network: AnyGenerator = deepcopy(start or Generator()).to(self.device).train()
        self.network.to(memory_format=torch.channels_last_3d)  # type: ignore[call-overload]
        self.average: AnyGenerator = deepcopy(self.network).eval()
        self.optimisers = build_optimisers(self.network, settings.rate, settings.kernel_rate)
        self.heights = [optimiser.param_groups[0]["lr"] for optimiser in self.optimisers]
        self.adversary = Adversary(self.device) if settings.style == "perceptual" else None
        self.forward = torch.compile(self.network) if settings.compiled else self.network
        self._errors = [0.0, 0.0]

    def train(self, checkpoint: Path, on_progress: Callable[[float, str], None] | None = None) -> AnyGenerator:
        """Train until the budget is spent, saving now and then; returns the averaged network."""
        rng = np.random.default_rng([self.settings.seed, self.progress.step])
        pool = PatchPool(self.data.groups, rng, self.settings.variety)
        budget = 60 * self.settings.minutes
        saved = self.progress.seconds
        while self.progress.seconds < budget:
            begin, cpu = time.monotonic(), time.process_time()
            self.step(pool.draw(self.settings.batch).to(self.device))
            self.progress.seconds += time.monotonic() - begin
            self.progress.cpu_seconds += time.process_time() - cpu
            if self.progress.seconds - saved > min(SAVE_EVERY, budget / 40):
                saved = self.progress.seconds
                self._report(on_progress)
                self.save(checkpoint)
        self._report(on_progress)
        self.save(checkpoint)
        return self.average

    def step(self, batch: Batch) -> float:
        """One update; a loss that is not finite is skipped."""
        self._schedule()
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.settings.bfloat16):
            estimate = self.estimate(batch)
        loss = self.loss(estimate, batch)
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        if torch.isfinite(loss):
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
            for optimiser in self.optimisers:
                optimiser.step()
            if self.adversary is not None:
                self.adversary.learn(estimate, batch)
        self.progress.step += 1
        self._follow()
        return float(loss.detach())

    def estimate(self, batch: Batch) -> Tensor:
        """The detail the network adds to a batch, (B, 1, 2P, 2P, 2P)."""
        fine: Tensor = self.forward(batch.coarse)
        added = (fine - batch.known if self.network.predicts_image else fine).float()
        return unmeasured_part(added)

    def loss(self, estimate: Tensor, batch: Batch) -> Tensor:
        """What the settings' style minimises."""
        trim = self.settings.trim
        wrong = inner(estimate - batch.missing, trim)
        error = relative_error(wrong, batch.energy)
        with torch.no_grad():
            offered = relative_error(inner(batch.missing, trim), batch.energy)
        self._errors = [self._errors[0] + float(error.detach()), self._errors[1] + float(offered)]
        error = error + self.settings.measured * relative_error(interpolate(measure(wrong)), batch.energy)
        if self.settings.style != "fidelity":
            error = error + self.settings.spectrum * spectrum_error(inner(estimate, trim), inner(batch.missing, trim))
        if self.adversary is not None:
            verdict, features = self.adversary.judge(estimate, batch)
            error = error + self.settings.adversarial * verdict + self.settings.features * features
        return error

    def save(self, path: Path) -> None:
        """Write everything needed to go on, replacing the file at once."""
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {name: part.state_dict() for name, part in self._parts().items()}
        torch.save(content | {"progress": self.progress.state_dict()}, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def resume(self, path: Path) -> None:
        """Go on where a saved run stopped."""
        content = torch.load(path, weights_only=True, map_location=self.device)
        for name, part in self._parts().items():
            part.load_state_dict(content[name])
        self.progress = Progress.restore(content["progress"])

    def _parts(self) -> dict[str, Any]:
        parts: dict[str, Any] = {"network": self.network, "average": self.average}
        parts |= {f"optimiser {n}": optimiser for n, optimiser in enumerate(self.optimisers)}
        return parts if self.adversary is None else parts | {"adversary": self.adversary}

    def _schedule(self) -> None:
        share = scheduled_share(self.settings, self.progress)
        for optimiser, height in zip(self.optimisers, self.heights, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = share * height

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(self.settings.average, (1 + self.progress.step) / (10 + self.progress.step))
        for slow, fast in zip(self.average.parameters(), self.network.parameters(), strict=True):
            slow.lerp_(fast, 1 - keep)
        for kept, seen in zip(self.average.buffers(), self.network.buffers(), strict=True):
            kept.copy_(seen)

    def _report(self, on_progress: Callable[[float, str], None] | None) -> None:
        train = 10 * float(np.log10(self._errors[1] / self._errors[0])) if all(self._errors) else 0.0
        validation = validation_gain([pair for group in self.data.validation for pair in group[:6]], self.average)
        rate = self.optimisers[-1].param_groups[0]["lr"]
        seconds = round(self.progress.seconds, 1)
        self.progress.curve.append(CurvePoint(self.progress.step, seconds, train, validation, rate))
        self._errors = [0.0, 0.0]
        message = f"step {self.progress.step}, gain over sinc {train:+.3f} dB, validation {validation:+.3f} dB"
        log.info("%s after %.1f min", message, self.progress.seconds / 60)
        if on_progress is not None:
            on_progress(min(self.progress.seconds / 60 / self.settings.minutes, 1.0), message)


def validation_gain(pairs: Sequence[TrainingPair], network: AnyGenerator) -> float:
    """Mean gain over sinc in the tissue of a central block of each pair, dB; 0 without pairs."""
    return float(np.mean([block_gain(pair, network) for pair in pairs])) if pairs else 0.0


@torch.inference_mode()
def block_gain(pair: TrainingPair, network: AnyGenerator, half: int = 3 * PATCH // 2) -> float:
    """Gain over sinc in the tissue of a central block of at most 2 `half` coarse voxels a side, dB."""
    box = [slice(max(n // 2 - half, 0), min(n // 2 + half, n)) for n in pair.coarse.shape]
    fine = tuple(slice(2 * s.start, 2 * s.stop) for s in box)
    device = next(network.parameters()).device
    coarse = pair.coarse[tuple(box)].float().expand(2, 1, -1, -1, -1).to(device)  # two, for the CPU's fast convolution
    coarse = coarse.contiguous(memory_format=torch.channels_last_3d)
    fine_estimate = network(coarse)[0, 0].cpu()
    known, missing = pair.known[fine].float(), pair.missing[fine].float()
    error = unmeasured_part(fine_estimate - known if network.predicts_image else fine_estimate) - missing
    tissue = known + missing > FOREGROUND
    if not tissue.any():
        return 0.0
    return float(10 * torch.log10(missing[tissue].square().mean() / error[tissue].square().mean()))
