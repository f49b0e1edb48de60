"""From a folder of volumes to a model folder: train, then write weights and card."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from core.cards import Card, file_digests, write_card
from core.superres.corpus import Corpus, read_corpus
from core.superres.generator import count_parameters
from core.superres.infer import WEIGHTS, write_weights
from core.superres.train import Trainer, TrainingSettings, held_out_gain

CHECKPOINT = "checkpoint.pt"


def train_network(
    data: Path, out: Path, settings: TrainingSettings, on_progress: Callable[[float, str], None] | None = None
) -> None:
    """Train on a folder and publish the result; an interrupted training of the same `out` goes on.

    Parameters
    ----------
    data : folder of volumes (see `core.superres.corpus.list_volumes`)
    out : model folder to write; the checkpoint lies in it until the training is complete
    """
    corpus = read_corpus(data)
    trainer = Trainer(corpus, settings)
    checkpoint = out / CHECKPOINT
    if checkpoint.exists():
        trainer.resume(checkpoint)
    trainer.run(checkpoint, on_progress)
    publish(trainer, out)
    checkpoint.unlink()


def publish(trainer: Trainer, out: Path) -> None:
    """Write the averaged weights and a card that says what they were learnt from."""
    extra = write_weights(trainer.average, out)
    card = Card(
        name=out.name,
        kind="network",
        version=datetime.now(UTC).strftime("%Y.%m"),
        description="Three-dimensional super-resolution x2 along every axis, fidelity weights: sinc interpolation plus "
        "a learnt residual, projected onto the measured k-space.",
        intended_use="Research on radiomics of 3D gradient-echo MRI. Not for reading images, not for diagnosis.",
        limits="Learnt without any liver in the arterial phase. Detail beyond the measured k-space is predicted and "
        "may not exist. Assumes that resolution was lost by k-space truncation; noise is not removed.",
        data=describe_corpus(trainer.data),
        files=file_digests(out, [WEIGHTS]),
        extra={**extra, "training": describe_training(trainer)},
    )
    write_card(out, card)


def describe_corpus(corpus: Corpus) -> str:
    """How many volumes of which groups under which licences, and the SHA-256 of their names."""
    counts = Counter((entry.group, entry.licence) for entry in corpus.entries)
    groups = ", ".join(f"{group} {count} ({licence})" for (group, licence), count in counts.items())
    names = hashlib.sha256("\n".join(entry.path.name for entry in corpus.entries).encode()).hexdigest()
    return (
        f"{len(corpus.entries)} MR volumes: {groups}; {len(corpus.held_out)} of them were held out by subject. "
        f"SHA-256 of the file names {names}. The volumes are not part of this software."
    )


def describe_training(trainer: Trainer) -> dict[str, float]:
    """Effort and result of a training run."""
    return {
        "parameters": count_parameters(trainer.average),
        "steps": trainer.progress.step,
        "minutes": round(trainer.progress.seconds / 60, 1),
        "held_out_volumes": len(trainer.data.held_out),
        "held_out_gain_over_sinc_db": round(held_out_gain(trainer.average, trainer.data.held_out), 3),
    }
