"""The features of one case of a cohort in the store, and out of it again; of its images only the digests are kept.

A case is kept in the transaction that ends its job, so that it is there once or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import StoreError
from core.store import jobs
from core.store.audit import LOCAL, record
from core.store.database import Store
from core.store.encode import decode_features, encode_features, to_plain, write_json
from core.store.put import About, link, put_blob, put_case, put_record
from core.store.records import AnalysisRecord, FeatureRecord, ImageRecord, MaskRecord, Origin, Record
from core.store.schema import Job
from core.values import Case, FeatureTable

NAME = "measured"
"""What the analysis of one measured case is called."""


@dataclass(frozen=True, eq=False)
class Measured:
    """A case that was measured.

    Parameters
    ----------
    digests : of its volume and its mask
    spacing : of its voxels, from finest to coarsest, mm
    tables : arm to its features
    """

    case_id: str
    digests: tuple[str, str]
    spacing: tuple[float, ...]
    tables: Mapping[str, FeatureTable]


def keep_measured(store: Store, case: Case, tables: Mapping[str, FeatureTable], job_id: str, worker: str) -> bool:
    """Keep the features of a case and end its job; False, and nothing is kept, when the job is not this worker's.

    Parameters
    ----------
    tables : arm to (1, n_features)
    job_id, worker : the job, and who must hold it

    Raises
    ------
    DiskFull
        It does not fit; nothing of it is in the database.
    """
    contents = {arm: encode_features(table) for arm, table in tables.items()}
    for content in contents.values():
        store.blobs.write(content)  # before the database is locked, which other workers wait for
    with store.writing() as session:
        if not jobs.is_held(session, job_id, worker):
            return False
        job = jobs.read_job(session, job_id)
        job.case_id = put_case(session, case.case_id, simulated=False, project=job.params["project"])
        features = _put_features(session, store, case, tables, contents, job)
        told = {
            "case_id": case.case_id,
            "digests": [case.volume.digest, case.mask.digest],
            "spacing": sorted(case.volume.spacing),
            "features": {arm: row.blob for arm, row in features.items()},
        }
        digest = put_blob(session, store.blobs, write_json(told))
        about = About(digest, digest, job.case_id)
        analysis = put_record(session, AnalysisRecord, about, job.inputs, job.params, name=NAME)
        if not any(origin.role.startswith("features") for origin in analysis.origins):
            link(session, analysis, {f"features {arm}": row for arm, row in features.items()})
        record(session, "keep features", analysis.id)
        return jobs.finish(session, job_id, analysis.id)


def read_measured(store: Store, job_id: str) -> Measured:
    """What a job that is done kept; raises `StoreError` when it was erased, `StoreDamaged` when a file is not whole."""
    with store.reading() as session:
        analysis = session.get(AnalysisRecord, jobs.read_job(session, job_id).result or "")
        if analysis is None or analysis.blob is None:
            raise StoreError("the case must be in the store, but it is not: it was erased, so measure it again")
        blob = analysis.blob
    told = json.loads(store.blobs.read(blob))
    tables = {arm: decode_features(store.blobs.read(digest)) for arm, digest in told["features"].items()}
    return Measured(told["case_id"], tuple(told["digests"]), tuple(told["spacing"]), tables)


def measure_again(store: Store, job_id: str, reason: str) -> None:
    """Queue a job again whose result is damaged, and remove the files that are not whole, so that they are written."""
    with store.writing() as session:
        result = jobs.read_job(session, job_id).result
        made = select(Record.blob).join(Origin, Origin.source_id == Record.id).where(Origin.record_id == result)
        own = select(Record.blob).where(Record.id == result)
        for digest in {*session.scalars(made), *session.scalars(own)} - {None}:
            if not store.blobs.is_whole(str(digest)):
                store.blobs.unlink(str(digest))
        jobs.reopen(session, job_id, reason)


def _put_features(
    session: Session,
    store: Store,
    case: Case,
    tables: Mapping[str, FeatureTable],
    contents: Mapping[str, bytes],
    job: Job,
) -> dict[str, FeatureRecord]:
    volume, mask = case.volume, case.mask
    own: dict[str, Any] = {"arm": "native", "shape": list(volume.shape), "spacing_mm": list(volume.spacing)}
    about = About(volume.digest, case_id=job.case_id, given=True)
    image = put_record(session, ImageRecord, about, {"file": job.inputs["volume"]}, {}, **own)
    own = {"reader": LOCAL, "name": mask.name, "voxels": mask.voxel_count}
    about = About(mask.digest, case_id=job.case_id, given=True)
    drawn = put_record(session, MaskRecord, about, {"file": job.inputs["mask"], "volume": image}, {}, **own)
    found = {}
    for arm, table in tables.items():
        blob = put_blob(session, store.blobs, contents[arm])
        own = {"arm": arm, "n_features": len(table.names), "versions": to_plain(table.versions)}
        sources: dict[str, Any] = {"volume": image, "mask": drawn}
        params = {"sha256": table.params_digest} | job.params["settings"]
        found[arm] = put_record(session, FeatureRecord, About(blob, blob, job.case_id), sources, params, **own)
    return found
