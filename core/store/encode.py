"""Images, features and whole work-ups as bytes that read back bit for bit, without anything that could run.

Arrays are safetensors files, all else is JSON; the same value has the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from safetensors import SafetensorError
from safetensors.numpy import load, save

from core.errors import StoreDamaged
from core.imaging.checks import Check
from core.values import Applicability, Case, FeatureTable, Mask, Prediction, Volume
from core.workup import Step, Workup

IMAGES = ("super_resolved", "added", "interpolated")
"""The volumes of a work-up beside the one it was made from."""
CHECK = ("name", "status", "said", "values")


def encode_volume(volume: Volume) -> bytes:
    """A volume as safetensors: ``data`` (I, J, K) float32 and ``affine`` (4, 4) float64."""
    return save({"data": np.ascontiguousarray(volume.data), "affine": np.ascontiguousarray(volume.affine)})


def decode_volume(content: bytes) -> Volume:
    """What `encode_volume` wrote; raises `StoreDamaged` when it is not that."""
    arrays = _load(content, "data", "affine")
    return Volume(arrays["data"], arrays["affine"])


def encode_mask(mask: Mask) -> bytes:
    """A mask as safetensors: one bit per voxel, its shape and affine."""
    bits, shape = np.packbits(mask.data), np.array(mask.shape, dtype=np.int64)
    return save({"bits": bits, "shape": shape, "affine": np.ascontiguousarray(mask.affine)})


def decode_mask(content: bytes, name: str, note: str) -> Mask:
    """What `encode_mask` wrote, called again by its name; raises `StoreDamaged` when it is not that."""
    arrays = _load(content, "bits", "shape", "affine")
    shape = tuple(map(int, arrays["shape"]))
    data = np.unpackbits(arrays["bits"], count=int(np.prod(shape))).reshape(shape).astype(bool)
    return Mask(data, arrays["affine"], name, note)


def encode_features(table: FeatureTable) -> bytes:
    """Features of one case as JSON, each number with all its digits."""
    about = {"params_digest": table.params_digest, "versions": dict(table.versions), "note": table.note}
    rows = {"case_id": str(table.values.index[0]), "names": list(table.names), "values": table.values.iloc[0].tolist()}
    return write_json(about | rows)


def decode_features(content: bytes) -> FeatureTable:
    """What `encode_features` wrote."""
    told = json.loads(content)
    names = list(map(sys.intern, told["names"]))  # once for all the cases of a cohort
    values = pd.DataFrame(np.array([told["values"]], dtype="float64"), [told["case_id"]], names)
    return FeatureTable(values, told["params_digest"], told["versions"], told["note"])


def describe(workup: Workup, images: Mapping[str, str], features: Mapping[str, str]) -> dict[str, Any]:
    """All of a work-up that is not an array, with the digests of the blobs that hold the arrays.

    Parameters
    ----------
    images : ``volume``, ``mask``, ``fine_mask`` and each of `IMAGES` to its blob
    features : arm to its blob
    """
    masks = {"mask": workup.case.mask, "fine_mask": workup.fine_mask}
    texts = ("prediction_set", "learnt_from", "simulated_models")
    content: dict[str, Any] = {
        "case_id": workup.case.case_id,
        "clinical": dict(workup.case.clinical),
        "images": dict(images),
        "masks": {name: {"name": mask.name, "note": mask.note} for name, mask in masks.items()},
        "features": dict(features),
        "rad_scores": dict(workup.rad_scores),
        "predictions": {name: _describe_prediction(told) for name, told in workup.predictions.items()},
        "checks": [
            {"name": c.name, "status": c.status, "said": c.said, "values": dict(c.values)} for c in workup.checks
        ],
        "steps": [asdict(step) for step in workup.steps],
        "reconstruction": dict(workup.reconstruction),
        "notes": list(workup.notes),
    }
    plain: dict[str, Any] = to_plain(content | {name: getattr(workup, name) for name in texts})
    return plain


def rebuild(content: Mapping[str, Any], read: Callable[[str], bytes]) -> Workup:
    """The work-up that `describe` told of.

    Parameters
    ----------
    content : what `describe` returned
    read : the bytes of a blob
    """
    images = content["images"]
    masks = {name: decode_mask(read(images[name]), **told) for name, told in content["masks"].items()}
    case = Case(content["case_id"], decode_volume(read(images["volume"])), masks["mask"], content["clinical"])
    return Workup(
        case=case,
        **{name: decode_volume(read(images[name])) for name in IMAGES},
        fine_mask=masks["fine_mask"],
        features={arm: decode_features(read(digest)) for arm, digest in content["features"].items()},
        rad_scores=content["rad_scores"],
        predictions={name: _rebuild_prediction(told) for name, told in content["predictions"].items()},
        checks=tuple(Check(**check) for check in content["checks"]),
        steps=tuple(Step(**step) for step in content["steps"]),
        reconstruction=content["reconstruction"],
        prediction_set=content["prediction_set"],
        learnt_from=content["learnt_from"],
        simulated_models=content["simulated_models"],
        notes=tuple(content["notes"]),
    )


def write_json(content: Any) -> bytes:
    """JSON in the order it came, so that tables read back as they stood; refuses a number that is not finite."""
    return json.dumps(to_plain(content), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def to_plain(content: Any) -> Any:
    """The same in types that JSON has: numbers of NumPy become Python's, tuples lists."""
    if isinstance(content, Mapping):
        return {str(key): to_plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [to_plain(value) for value in content]
    return content.item() if isinstance(content, np.generic) else content


def _describe_prediction(told: Prediction) -> dict[str, Any]:
    plain = ("case_id", "model", "event_name", "risk", "interval", "threshold", "rad_score")
    reasons = {"reasons": list(told.applicability.reasons)}
    mappings = {"contributions": dict(told.contributions), "values": dict(told.values)}
    return {name: getattr(told, name) for name in plain} | mappings | reasons


def _rebuild_prediction(told: Mapping[str, Any]) -> Prediction:
    low, high = told["interval"]
    rest = {key: value for key, value in told.items() if key not in ("interval", "reasons")}
    return Prediction(interval=(low, high), applicability=Applicability(tuple(told["reasons"])), **rest)


def _load(content: bytes, *names: str) -> dict[str, Any]:
    try:
        arrays: dict[str, Any] = load(content)
    except SafetensorError as error:
        raise StoreDamaged("a kept image must be safetensors, but it is not: restore it from a backup") from error
    if missing := sorted(set(names) - set(arrays)):
        raise StoreDamaged(f"a kept image must hold {', '.join(missing)}, but it does not: restore it from a backup")
    return arrays
