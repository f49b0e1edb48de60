"""From a folder of volumes to a model folder: train, then write weights, learning curve and card."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from core.cards import Card, file_digests, write_card
from core.superres.corpus import Corpus, read_corpus
from core.superres.generator import Generator, GeneratorConfig, count_parameters
from core.superres.network import WEIGHTS, AnyGenerator, Network, write_weights
from core.superres.settings import TrainingSettings, curve_csv
from core.superres.srgan import SrganGenerator
from core.superres.train import Trainer, validation_gain

CHECKPOINT = "checkpoint.pt"
CURVE = "learning-curve.csv"

DESCRIPTIONS = {
    "fidelity": "fidelity weights: no adversary, the squared error alone",
    "perceptual": "perceptual weights: trained on against an adversary (GAN)",
    "control": "control weights: trained on like the perceptual ones, but without the adversary",
}


def build_generator(fields: int, blocks: int, baseline: bool, seed: int) -> AnyGenerator:
    """A network to begin with: of this width and depth, or the published baseline; its weights drawn from the seed."""
    torch.manual_seed(seed)
    return SrganGenerator() if baseline else Generator(GeneratorConfig(fields, blocks))


def write_network(
    data: Path,
    out: Path,
    settings: TrainingSettings,
    start: Network | AnyGenerator | None = None,
    on_progress: Callable[[float, str], None] | None = None,
) -> None:
    """Train on a folder and publish the result; an interrupted training of the same `out` goes on.

    Parameters
    ----------
    data : folder of volumes (see `core.superres.corpus.list_volumes`)
    out : model folder to write; the checkpoint lies in it until the training is complete
    start : network to go on from, for fine-tuning on one's own volumes or for another style; a generator to begin with
        another architecture
    """
    trainer = Trainer(read_corpus(data), settings, start.generator if isinstance(start, Network) else start)
    checkpoint = out / CHECKPOINT
    if checkpoint.exists():
        trainer.resume(checkpoint)
    trainer.train(checkpoint, on_progress)
    publish(trainer, out, start if isinstance(start, Network) else None)
    checkpoint.unlink()


def publish(trainer: Trainer, out: Path, start: Network | None = None) -> None:
    """Write the averaged weights, the learning curve, and a card that says what they were learnt from."""
    extra = dict(write_weights(trainer.average, out))
    (out / CURVE).write_text(curve_csv(trainer.progress.curve, trainer.settings.style), encoding="utf-8")
    card = Card(
        name=out.name,
        kind="network",
        version=datetime.now(UTC).strftime("%Y.%m"),
        description="Three-dimensional super-resolution x2 along every axis: the measurement, interpolated, plus "
        f"learnt detail beyond it; {DESCRIPTIONS[trainer.settings.style]}.",
        intended_use="Research on radiomics of 3D gradient-echo MRI. Not for reading images, not for diagnosis.",
        limits="Learnt without any liver in the arterial phase. Detail beyond the measured k-space is predicted and "
        "may not exist. Assumes that resolution was lost by k-space truncation; noise is not removed.",
        data=describe_corpus(trainer.data),
        files=file_digests(out, [WEIGHTS, CURVE]),
        extra=extra | {"training": describe_training(trainer, start)},
    )
    write_card(out, card)


def describe_corpus(corpus: Corpus) -> str:
    """How many volumes of which groups under which licences, and the SHA-256 of their names."""
    counts = Counter((entry.group, entry.licence) for entry in corpus.entries)
    groups = ", ".join(f"{group} {count} ({licence})" for (group, licence), count in counts.items())
    names = hashlib.sha256("\n".join(entry.path.name for entry in corpus.entries).encode()).hexdigest()
    kept = sum(map(len, corpus.validation))
    return (
        f"{len(corpus.entries)} MR volumes: {groups}; {kept} of them served choices during development and were not "
        f"learnt from. Held-out subjects were not opened. SHA-256 of the file names {names}. "
        "The volumes are not part of this software."
    )


def describe_training(trainer: Trainer, start: Network | None) -> dict[str, Any]:
    """Effort and result of a training run."""
    progress, settings = trainer.progress, trainer.settings
    pairs = [pair for group in trainer.data.validation for pair in group]
    return {
        "style": settings.style,
        "begun_from": "" if start is None else f"{start.name} ({start.weights_digest[:12]})",
        "seed": settings.seed,
        "parameters": count_parameters(trainer.average),
        "steps": progress.step,
        "minutes": round(progress.seconds / 60, 1),
        "cpu_minutes": round(progress.cpu_seconds / 60, 1),
        "variety": settings.variety,
        "validation_volumes": len(pairs),
        "validation_gain_over_sinc_db": round(validation_gain(pairs, trainer.average), 3),
    }
