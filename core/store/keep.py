"""A finished prediction into the store, and out of it again: whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.errors import StoreError
from core.prediction_set import PredictionSet
from core.store.audit import LOCAL, record
from core.store.database import Store
from core.store.encode import (
    IMAGES,
    describe,
    encode_features,
    encode_mask,
    encode_volume,
    rebuild,
    to_plain,
    write_json,
)
from core.store.identity import digest_json, identify_job
from core.store.put import PROJECT, About, link, put_blob, put_case, put_record
from core.store.records import (
    AnalysisRecord,
    ClinicalRecord,
    FeatureRecord,
    ImageRecord,
    MaskRecord,
    PredictionRecord,
    Record,
)
from core.store.schema import Job
from core.store.sets import KeptSet, card_digest, put_set
from core.values import Case, Mask, ReconstructionSettings, Volume
from core.workup import Workup

ARM_SOURCE = {"native": "volume", "interpolated": "interpolated", "super-resolved": "super_resolved"}
"""The image that each arm's features are measured on."""
PROPAGATED = "propagated"
"""The reader of a mask that was repeated onto a finer grid."""


@dataclass(frozen=True)
class Asked:
    """What a prediction was asked for.

    Parameters
    ----------
    case : as it came, before its bias field was corrected
    models : that judge it
    reader : who drew the mask
    simulated : whether the patient is
    """

    case: Case
    models: PredictionSet
    settings: ReconstructionSettings
    reader: str = LOCAL
    simulated: bool = False
    project: str = PROJECT

    @property
    def inputs(self) -> dict[str, str]:
        """Role to digest: all that decides the result beside `params` and the code."""
        clinical = digest_json(to_plain(self.case.clinical))
        images = {"volume": self.case.volume.digest, "mask": self.case.mask.digest}
        return images | {"clinical": clinical, "prediction_set": card_digest(self.models)}

    @property
    def job_id(self) -> str:
        """The id of the job that computes it."""
        return identify_job("predict", self.inputs, self.params)

    @property
    def params(self) -> dict[str, Any]:
        """The choices, and under which name the case is kept."""
        return asdict(self.settings) | {"case": self.case.case_id, "project": self.project}


def keep_workup(store: Store, workup: Workup, asked: Asked, job_id: str | None = None, who: str = LOCAL) -> str:
    """Keep everything of a prediction in one transaction, and end its job; returns the id of the analysis.

    Parameters
    ----------
    workup : what came of it
    job_id : the job that made it, which then belongs to the case

    Raises
    ------
    DiskFull
        It does not fit; nothing of it is in the database.
    """
    with store.writing() as session:
        case_id = put_case(session, asked.case.case_id, simulated=asked.simulated, project=asked.project)
        images = _put_images(session, store, workup, asked, case_id)
        features = _put_features(session, store, workup, asked.models, images)
        known = to_plain(asked.case.clinical)
        about = About(asked.inputs["clinical"], case_id=case_id, given=True)
        clinical = put_record(session, ClinicalRecord, about, {}, {}, known=known)
        parts = {"clinical": clinical, "features": features, "kept": put_set(session, store, asked.models)}
        predictions = _put_predictions(session, workup, parts, case_id)
        blobs = {name: str(image.blob) for name, image in images.items()}
        told = describe(workup, blobs, {arm: str(row.blob) for arm, row in features.items()})
        digest = put_blob(session, store.blobs, write_json(told))
        about = About(digest, digest, case_id)
        analysis = put_record(session, AnalysisRecord, about, asked.inputs, asked.params, name="workup")
        if not any(origin.role.startswith("risk") for origin in analysis.origins):
            link(session, analysis, {f"risk {name}": row for name, row in predictions.items()})
        if job_id and (job := session.get(Job, job_id)):
            job.case_id = case_id
        record(session, "keep prediction", analysis.id, who=who)
        return analysis.id


def read_workup(store: Store, analysis_id: str) -> Workup:
    """A kept prediction; raises `StoreError` when there is none, `StoreDamaged` when its files are not whole."""
    with store.reading() as session:
        analysis = session.get(AnalysisRecord, analysis_id)
        if analysis is None or analysis.name != "workup" or analysis.blob is None:
            raise StoreError("the prediction must be in the store, but it is not: it was erased, so predict again")
        blob = analysis.blob
    return rebuild(json.loads(store.blobs.read(blob)), store.blobs.read)


def _put_images(session: Session, store: Store, workup: Workup, asked: Asked, case_id: str) -> dict[str, Record]:
    case, bias = workup.case, {"bias_correction": workup.reconstruction.get("bias_correction", "none")}
    given = case.volume.digest == asked.case.volume.digest

    def image(volume: Volume, arm: str, sources: Mapping[str, Any], params: Mapping[str, Any]) -> Record:
        blob = put_blob(session, store.blobs, encode_volume(volume))
        about = About(volume.digest, blob, case_id, given and arm == "native")
        own = {"arm": arm, "shape": list(volume.shape), "spacing_mm": list(volume.spacing)}
        return put_record(session, ImageRecord, about, sources, params, **own)

    def region(drawn: Mask, reader: str, sources: Mapping[str, Any]) -> Record:
        about = About(drawn.digest, put_blob(session, store.blobs, encode_mask(drawn)), case_id, reader != PROPAGATED)
        own = {"reader": reader, "name": drawn.name, "voxels": drawn.voxel_count}
        return put_record(session, MaskRecord, about, sources, {"note": drawn.note} if drawn.note else {}, **own)

    found = {"volume": image(case.volume, "native", {} if given else {"uncorrected": asked.case.volume.digest}, bias)}
    found["mask"] = region(case.mask, asked.reader, {"volume": found["volume"]})
    found["fine_mask"] = region(workup.fine_mask, PROPAGATED, {"mask": found["mask"]})
    made = to_plain(workup.reconstruction)
    network = {"network": str(made["weights_sha256"])} if "weights_sha256" in made else {}
    both = {"volume": found["volume"], "mask": found["mask"]}
    for name in IMAGES:
        learnt = name != "interpolated"
        params = made if learnt else {"method": "cubic B-spline", "factor": 2}
        arm = name.replace("_", "-")
        found[name] = image(getattr(workup, name), arm, both | (network if learnt else {}), params)
    return found


def _put_features(
    session: Session, store: Store, workup: Workup, models: PredictionSet, images: Mapping[str, Record]
) -> dict[str, FeatureRecord]:
    found = {}
    for arm, table in workup.features.items():
        blob = put_blob(session, store.blobs, encode_features(table))
        about = About(blob, blob, images["volume"].case_id)
        mask = images["mask" if arm == "native" else "fine_mask"]
        params = {"extraction": models.card.extra.get("extraction", ""), "sha256": table.params_digest}
        own = {"arm": arm, "n_features": len(table.names), "versions": to_plain(table.versions)}
        sources: dict[str, Any] = {"image": images[ARM_SOURCE[arm]], "mask": mask}
        found[arm] = put_record(session, FeatureRecord, about, sources, params, **own)
    return found


def _put_predictions(
    session: Session, workup: Workup, parts: Mapping[str, Any], case_id: str
) -> dict[str, PredictionRecord]:
    kept: KeptSet = parts["kept"]
    found = {}
    for name, told in workup.predictions.items():
        model = kept.models[name]
        sources: dict[str, Any] = {"model": model}
        signature = next((origin.source_id for origin in model.origins if origin.role == "signature"), None)
        arm = next((arm for arm, row in kept.signatures.items() if row.id == signature), None)
        sources |= {"features": parts["features"][arm]} if arm else {}
        used = {key: to_plain(value) for key, value in told.values.items() if key != "rad_score"}
        sources |= {"clinical": parts["clinical"]} if used else {}
        low, high = map(float, told.interval)
        own = {"model": name, "risk": float(told.risk), "ci_low": low, "ci_high": high}
        own |= {"threshold": float(told.threshold), "rad_score": told.rad_score}
        about = About(digest_json(own), case_id=case_id)
        found[name] = put_record(session, PredictionRecord, about, sources, {"clinical": used}, **own)
    return found
