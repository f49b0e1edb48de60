"""Write a prediction set: signatures and models that were learnt together, and the card that says from whom.

It can be used on images when it is known how its features are extracted; else it serves tables alone, and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from core.cards import Card, file_digests, write_card, write_model, write_signature
from core.features.params import read_extraction
from core.prediction_set import read_prediction_set
from core.signature.selection import Selection
from core.values import Cohort, LogisticModel, Signature


class Learnt(Protocol):
    """What a set is written from, such as `core.learning.Learnt`: selections and signatures by arm, models by name."""

    @property
    def selections(self) -> Mapping[str, Selection]:
        """Arm to how its features were chosen."""

    @property
    def signatures(self) -> Mapping[str, Signature]:
        """Arm to signature."""

    @property
    def models(self) -> Mapping[str, LogisticModel]:
        """Name to model."""


def write_prediction_set(folder: Path, learnt: Learnt, card: Card) -> None:
    """Write signatures and models, and last their card, with the digests of the files and how features were chosen.

    Parameters
    ----------
    folder : made when it is not there; what an older card listed and this one does not is no part of the set
    card : without files
    """
    for arm, signature in learnt.signatures.items():
        write_signature(folder / f"signature-{arm}.json", signature)
    for name, model in learnt.models.items():
        write_model(folder / f"model-{name}.json", model)
    files = [f"signature-{arm}.json" for arm in learnt.signatures] + [f"model-{name}.json" for name in learnt.models]
    funnels = {arm: [[step, n] for step, n in selection.funnel] for arm, selection in learnt.selections.items()}
    digests = file_digests(folder, files)
    write_card(folder, replace(card, files=digests, extra={**card.extra, "funnels": funnels}))


def describe_set(name: str, cohort: Cohort, learnt: Learnt, origin: Mapping[str, Any]) -> Card:
    """The card of what was learnt from a team's own cohort.

    Parameters
    ----------
    name : of the folder
    origin : how its features are made, see `known_origin`
    """
    training = cohort.training
    n, events = len(training), int(training.outcome.sum())
    seeds = sorted({selection.settings.seed for selection in learnt.selections.values()})
    return Card(
        name=name,
        kind="prediction",
        version=_digest(learnt)[:12],
        description=f"Radiomic signatures and logistic models of {cohort.event_name}, learnt from one team's cohort.",
        intended_use="Research. To score further patients of the same kind, imaged and outlined in the same way.",
        limits=f"Learnt from {n} cases with {events} events; not validated outside this cohort.",
        data=f"{n} training cases of {training.patient_id.nunique()} patients, {events} with {cohort.event_name}",
        extra={"event": cohort.event_name, "simulated": False, "seeds": seeds, **origin},
    )


def known_origin(cohort: Cohort) -> dict[str, Any]:
    """Names of the extraction and the network that made the features; empty when they were not made by this software.

    A cohort without features needs none of them and is as if made by it.
    """
    shipped = read_prediction_set()
    digests = {table.params_digest for table in cohort.features.values()}
    if digests - {read_extraction(shipped.extraction).digest}:
        return {}
    return {"extraction": shipped.extraction, "network": shipped.network}


def _digest(learnt: Learnt) -> str:
    """SHA-256 of all coefficients, so that another set never has the same version."""
    models = [model.coefficients.tolist() for model in learnt.models.values()]
    return hashlib.sha256(repr([*learnt.signatures.values(), *models]).encode()).hexdigest()
