"""A prediction set in the store: its signatures and models, with the bytes of their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.cards import CARD_NAME
from core.prediction_set import PredictionSet
from core.store.audit import LOCAL, record
from core.store.database import Store
from core.store.encode import to_plain
from core.store.put import About, put_blob, put_record
from core.store.records import AnalysisRecord, ModelRecord, SignatureRecord

TOLD = ("event", "extraction", "network", "seeds", "simulated")
"""What of a card says how the set was learnt."""


@dataclass(frozen=True)
class KeptSet:
    """The records of a prediction set.

    Parameters
    ----------
    signatures : by arm
    models : by name
    """

    signatures: Mapping[str, SignatureRecord]
    models: Mapping[str, ModelRecord]


def card_digest(of: PredictionSet) -> str:
    """SHA-256 of a set's card, which lists the digests of all its files."""
    return hashlib.sha256((of.folder / CARD_NAME).read_bytes()).hexdigest()


def keep_prediction_set(store: Store, of: PredictionSet, who: str = LOCAL) -> KeptSet:
    """Register a set that was saved, and tell the audit; the same set again is the same rows."""
    with store.writing() as session:
        kept = put_set(session, store, of)
        record(session, "keep prediction set", card_digest(of), who=who)
    return kept


def put_set(session: Session, store: Store, of: PredictionSet) -> KeptSet:
    """The records of a set, made where there are none."""
    extra = {name: of.card.extra[name] for name in TOLD if name in of.card.extra}
    params = to_plain({"version": of.card.version, "learnt_from": of.card.data, **extra})
    card = put_record(session, AnalysisRecord, _file(session, store, of, CARD_NAME), {}, params, name="prediction set")
    signatures = {}
    for arm, signature in of.signatures.items():
        about = _file(session, store, of, f"signature-{arm}.json")
        own: dict[str, Any] = {"prediction_set": of.name, "arm": arm, "n_features": len(signature.names)}
        signatures[arm] = put_record(session, SignatureRecord, about, {"card": card}, params, **own)
    models = {}
    for name, model in of.models.items():
        about = _file(session, store, of, f"model-{name}.json")
        scored_by = signatures.get(of.arm_of(model) or "")
        sources: dict[str, Any] = {"card": card} | ({"signature": scored_by} if scored_by else {})
        own = {"name": name, "event_name": model.event_name, "n": model.n, "n_events": model.n_events}
        own |= {"simulated": of.simulated, "prediction_set": of.name}
        models[name] = put_record(session, ModelRecord, about, sources, params, **own)
    return KeptSet(signatures, models)


def list_models(store: Store) -> tuple[ModelRecord, ...]:
    """All models that were kept, newest last."""
    with store.reading() as session:
        return tuple(session.scalars(select(ModelRecord).order_by(ModelRecord.created_at, ModelRecord.name)))


def _file(session: Session, store: Store, of: PredictionSet, name: str) -> About:
    digest = put_blob(session, store.blobs, (of.folder / name).read_bytes())
    return About(digest, digest, given=True)
