"""The path of one case from volume to risk. The only file that looks into several rooms to compute.

Loads torch and numba: import it in a worker process or at the command line, never in a page.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from core.arms import extract_arm, interpolate_region, refine_region_mask, require_arm
from core.features.door import require_gray_levels, require_measurable
from core.features.params import ExtractionParams, read_extraction
from core.imaging.bias_field import correct_bias_field
from core.imaging.geometry import region_around
from core.prediction.applicability import check_applicability
from core.prediction.logistic import predict_case
from core.prediction_set import PredictionSet
from core.signature.score import rad_score
from core.superres.infer import Reconstruction, reconstruct
from core.superres.network import DEFAULT_NETWORK, PERCEPTUAL_NETWORK, Network, blend_networks, load_network
from core.values import ARMS, Case, FeatureTable, Prediction, ReconstructionSettings, Volume
from core.workup import OnProgress, Timeline, Workup


@dataclass(frozen=True, eq=False)
class Measured:
    """The finer volumes of the region around the mask, and the features of the three arms."""

    reconstruction: Reconstruction
    interpolated: Volume
    features: Mapping[str, FeatureTable]


def prepare_case(case: Case, settings: ReconstructionSettings) -> Case:
    """The case that every arm is made from: its bias field corrected where that is asked for, else the case itself."""
    return replace(case, volume=correct_bias_field(case.volume)) if settings.bias_correction else case


def measure_case(
    case: Case, network: Network, params: ExtractionParams, timeline: Timeline | None = None, acquisition: str = "3D"
) -> Measured:
    """Super-resolve and interpolate the region around the mask, and extract the features of the three arms.

    Parameters
    ----------
    acquisition : ``"3D"``, or ``"2D"`` for thick slices excited one by one
    """
    timeline = timeline or Timeline()
    with timeline.step("super-resolve") as progress:
        made = reconstruct(case.volume, network, region_around(case.mask), progress, acquisition)
    with timeline.step("interpolate"):
        interpolated = interpolate_region(case)
    features = {}
    for arm, volume in zip(ARMS, (case.volume, interpolated, made.volume), strict=True):
        with timeline.step(arm):
            features[arm] = extract_arm(case, arm, volume, params, workers=os.cpu_count() or 1)
    return Measured(made, interpolated, features)


def measure_arm(
    case: Case, arm: str, params: ExtractionParams, settings: ReconstructionSettings | None = None
) -> FeatureTable:
    """Features of one arm alone, with the same values as in `predict_workup`; `CohortError` for an unknown arm."""
    chosen = settings or ReconstructionSettings()
    prepared = prepare_case(case, chosen)
    return extract_arm(prepared, arm, build_arm(prepared, arm, chosen), params)


def build_arm(case: Case, arm: str, settings: ReconstructionSettings) -> Volume:
    """The volume of one arm of a prepared case; raises `CohortError` for an unknown one."""
    require_arm(arm)
    if arm == "native":
        return case.volume
    if arm == "interpolated":
        return interpolate_region(case)
    network = read_network(DEFAULT_NETWORK, settings.perceptual_share)
    return reconstruct(case.volume, network, region_around(case.mask), acquisition=settings.acquisition).volume


def predict_workup(
    case: Case,
    models: PredictionSet,
    on_progress: OnProgress | None = None,
    settings: ReconstructionSettings | None = None,
) -> Workup:
    """Everything from one case: checks, super-resolution, features, rad-scores, and the risk by every model.

    Models whose clinical values are unknown are left out. The radiomic models always speak.

    Raises
    ------
    HepasrError
        With the sentence to show, when the case cannot be used.
    """
    timeline, chosen = Timeline(on_progress), settings or ReconstructionSettings()
    with timeline.step("check"):
        params = read_extraction(models.extraction)
        checks = require_measurable(case, params)
        network = read_network(models.network, chosen.perceptual_share)
    if chosen.bias_correction:
        with timeline.step("bias-field"):
            case = require_gray_levels(prepare_case(case, chosen), params)
    measured = measure_case(case, network, params, timeline, chosen.acquisition)
    made = measured.reconstruction
    with timeline.step("score"):
        scores = score_arms(models, measured.features)
        predictions = predict_models(case, models, scores, measured.features)
    notes = [case.mask.note, *made.record["notes"], *compare_settings(models, chosen)]
    notes += [table.note for table in measured.features.values()]
    if on_progress is not None:
        on_progress(1.0, "done")
    return Workup(
        case=case,
        super_resolved=made.volume,
        added=made.added,
        interpolated=measured.interpolated,
        fine_mask=refine_region_mask(case),
        features=measured.features,
        rad_scores=scores,
        predictions=predictions,
        checks=checks,
        steps=tuple(timeline.steps),
        reconstruction={**made.record, "bias_correction": "N4" if chosen.bias_correction else "none"},
        prediction_set=models.name,
        learnt_from=models.card.data,
        simulated_models=models.simulated,
        notes=tuple(filter(None, dict.fromkeys(notes))),
    )


def compare_settings(models: PredictionSet, chosen: ReconstructionSettings) -> tuple[str, ...]:
    """Say where a case is prepared or super-resolved otherwise than the patients its models learnt from."""
    learnt = models.reconstruction
    asked: dict[str, tuple[object, object]] = {"acquisition": (chosen.acquisition, learnt.acquisition)}
    asked |= {"perceptual share": (chosen.perceptual_share, learnt.perceptual_share)}
    asked |= {"bias correction": (_on_or_off(chosen.bias_correction), _on_or_off(learnt.bias_correction))}
    return tuple(
        f"made with {name} {now}, while the models learnt from {then}"
        for name, (now, then) in asked.items()
        if now != then
    )


def _on_or_off(chosen: bool) -> str:
    return "on" if chosen else "off"


def score_arms(models: PredictionSet, features: Mapping[str, FeatureTable]) -> dict[str, float]:
    """Rad-score of a case by each signature of the set, logit scale."""
    known = {arm: signature for arm, signature in models.signatures.items() if arm in features}
    return {arm: float(rad_score(signature, features[arm]).iloc[0]) for arm, signature in known.items()}


def predict_models(
    case: Case, models: PredictionSet, scores: Mapping[str, float], features: Mapping[str, FeatureTable]
) -> dict[str, Prediction]:
    """Prediction of every model whose values are known; clinical values that are unknown silence their models."""
    predictions = {}
    for name, model in models.models.items():
        values = {key: value for key, value in case.clinical.items() if value is not None}
        if (arm := models.arm_of(model)) is not None:
            values["rad_score"] = scores[arm]
        if any(term.name not in values for term in model.terms):
            continue
        seen = check_applicability(
            model,
            values,
            models.signatures[arm] if arm else None,
            features[arm] if arm else None,
            case.volume.spacing if arm else None,
            models.trained_spacing if arm else None,
        )
        predictions[name] = predict_case(model, case.case_id, values, seen)
    return predictions


@lru_cache(maxsize=4)
def read_network(name: str, perceptual_share: float = 0.0) -> Network:
    """A network, kept in this process; a name stands for fixed weights, which its card proves by digest.

    Parameters
    ----------
    name : folder in ``models/``
    perceptual_share : how far its weights are moved towards the perceptual network's, 0-1
    """
    if not perceptual_share:
        return load_network(name)
    return blend_networks(read_network(name), read_network(PERCEPTUAL_NETWORK), perceptual_share)
