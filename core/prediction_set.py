"""Signatures and models that were learnt together from one cohort, read from one model folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.cards import MODELS, Card, read_card, read_model, read_signature
from core.errors import CardError
from core.foreign import is_plain_name
from core.values import ARMS, LogisticModel, ReconstructionSettings, Signature
from core.values.frozen import FrozenMapping

DEFAULT_SET = MODELS / "demo-2026.11"


@dataclass(frozen=True, eq=False)
class PredictionSet:
    """What a single case is judged by.

    Parameters
    ----------
    folder : where it was read
    signatures : arm to signature
    models : model name to model
    card : what it is, what it is for, where it fails
    """

    folder: Path
    signatures: Mapping[str, Signature]
    models: Mapping[str, LogisticModel]
    card: Card

    def __post_init__(self) -> None:
        for name in ("signatures", "models"):
            object.__setattr__(self, name, FrozenMapping(getattr(self, name)))

    @property
    def name(self) -> str:
        """Name and version, as shown on screen."""
        return self.card.name

    @property
    def event_name(self) -> str:
        """What the risk is the risk of."""
        return next(iter(self.models.values())).event_name

    @property
    def simulated(self) -> bool:
        """Whether it was learnt from simulated patients."""
        return bool(self.card.extra.get("simulated", False))

    @property
    def network(self) -> str:
        """Folder of the super-resolution network the features were taken with."""
        return str(self.card.extra["network"])

    @property
    def reconstruction(self) -> ReconstructionSettings:
        """How the images it learnt from were super-resolved; without a word on it, as is usual."""
        return ReconstructionSettings(**self.card.extra.get("reconstruction", {}))

    @property
    def for_images(self) -> bool:
        """Whether it is known how its features are extracted, so that it can be used on images."""
        return "extraction" in self.card.extra

    @property
    def extraction(self) -> str:
        """Folder of the extraction parameters; raises `CardError` when the set is not `for_images`."""
        if not self.for_images:
            raise CardError(
                f"a prediction set for images must say how its features are extracted, but {self.name} was learnt from "
                "a table of other origin: give its scores a table of the same origin"
            )
        return str(self.card.extra["extraction"])

    @property
    def trained_spacing(self) -> tuple[tuple[float, float], ...] | None:
        """(smallest, largest) native spacing of the training cases for the finest, middle and coarsest axis, mm.

        None where the set was learnt from tables.
        """
        spacing = self.card.extra.get("trained_spacing")
        return spacing and tuple((float(low), float(high)) for low, high in spacing)

    def arm_of(self, model: LogisticModel) -> str | None:
        """The arm whose rad-score a model uses: its own name's, else the last of `ARMS` there is; None without one."""
        if all(term.name != "rad_score" for term in model.terms):
            return None
        return model.name if model.name in self.signatures else [arm for arm in ARMS if arm in self.signatures][-1]


def read_prediction_set(folder: Path = DEFAULT_SET) -> PredictionSet:
    """Read a prediction set; raises `CardError` when the folder is incomplete or altered."""
    card = read_card(folder)
    _check_extra(card)
    signatures = [read_signature(folder / name) for name in card.files if name.startswith("signature-")]
    models = [read_model(folder / name) for name in card.files if name.startswith("model-")]
    if not models:
        raise CardError(f"a prediction set must hold a model, but {card.name} holds none: restore the folder")
    return PredictionSet(folder, {s.arm: s for s in signatures}, {m.name: m for m in models}, card)


def _check_extra(card: Card) -> None:
    """Raise `CardError` unless what a set says beside its models can be used: folder names, spacing, settings."""
    led = [name for name in ("network", "extraction") if name in card.extra and not is_plain_name(card.extra[name])]
    if led:
        raise CardError(f"{led[0]} of a card must name a folder of models/, but it leads elsewhere: correct it")
    try:
        ReconstructionSettings(**card.extra.get("reconstruction", {}))
        spacing = np.array(card.extra.get("trained_spacing", [[1, 1]] * 3), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise CardError(
            f"the settings of a card must be known ones, but those of {card.name} are not: correct it"
        ) from error
    if spacing.shape != (3, 2) or not (np.isfinite(spacing) & (spacing > 0)).all():
        raise CardError(f"trained_spacing of a card must be three pairs of mm, but {card.name} has others: correct it")
