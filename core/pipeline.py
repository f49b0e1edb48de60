"""The path of one case from volume to risk. The only file that looks into several rooms to compute.

Loads torch and pyradiomics: import it in a worker process or at the command line, never in a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from core.cards import MODELS
from core.errors import CohortError
from core.features.extract import extract_features
from core.features.params import ExtractionParams, read_params
from core.imaging.checks import check_case
from core.imaging.geometry import crop_mask, crop_volume, refine_mask, region_around, upsample_cubic
from core.prediction.applicability import check_applicability
from core.prediction.logistic import predict_case
from core.prediction_set import PredictionSet
from core.signature.score import rad_score
from core.superres.infer import DEFAULT_NETWORK, Network, load_network, super_resolve
from core.values import ARMS, Case, FeatureTable, LogisticModel, Mask, Prediction, Volume
from core.workup import Step, Workup

OnProgress = Callable[[float, str], None]

SHARES = {"check": 0.02, "super-resolve": 0.28, "interpolate": 0.05, "native": 0.15, "interpolated": 0.25}
SHARES |= {"super-resolved": 0.24, "score": 0.01}
"""Usual share of the computing time of each step, for the progress bar."""


@dataclass
class Timeline:
    """Times the steps of one run and reports where it is."""

    on_progress: OnProgress | None = None
    steps: list[Step] = field(default_factory=list)
    done: float = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[OnProgress]:
        """Time one step; yields what may be called with the share of the step that is done."""
        begin = time.perf_counter()
        self._report(0.0, name)
        yield lambda share, _message: self._report(share, name)
        self.steps.append(Step(name, time.perf_counter() - begin))
        self.done += SHARES[name]

    def _report(self, share: float, name: str) -> None:
        if self.on_progress is not None:
            self.on_progress(min(self.done + share * SHARES[name], 1.0), name)


@dataclass(frozen=True, eq=False)
class Measured:
    """The finer volumes of a case, the propagated mask, and the features of the three arms."""

    super_resolved: Volume
    interpolated: Volume
    fine_mask: Mask
    features: Mapping[str, FeatureTable]


def measure_case(case: Case, network: Network, params: ExtractionParams, timeline: Timeline | None = None) -> Measured:
    """Super-resolve and interpolate the region around the mask, and extract the features of the three arms.

    Native features are taken on the whole volume as it is. The finer arms hold the region within 24 mm of the mask,
    which the widest filter cannot see beyond, and are normalised by the whole native volume.
    """
    timeline = timeline or Timeline()
    region = region_around(case.mask)
    with timeline.step("super-resolve") as progress:
        super_resolved = super_resolve(case.volume, network, region, progress)
    with timeline.step("interpolate"):
        interpolated = upsample_cubic(crop_volume(case.volume, region))
        fine_mask = refine_mask(crop_mask(case.mask, region))
    volumes = dict(zip(ARMS, (case.volume, interpolated, super_resolved), strict=True))
    features = {}
    for arm, volume in volumes.items():
        with timeline.step(arm):
            native = arm == "native"
            part = case if native else Case(case.case_id, volume, fine_mask)
            features[arm] = extract_features(part, params, reference=None if native else case.volume)
    return Measured(super_resolved, interpolated, fine_mask, features)


def measure_arm(case: Case, arm: str, params: ExtractionParams, network: str | None = None) -> FeatureTable:
    """Features of one arm alone, with the same values as in `measure_case`; raises `CohortError` for an unknown arm."""
    if arm not in ARMS:
        raise CohortError(f"an arm is one of {', '.join(ARMS)}, but {arm} was asked for")
    if arm == "native":
        return extract_features(case, params)
    region = region_around(case.mask)
    if arm == "interpolated":
        volume = upsample_cubic(crop_volume(case.volume, region))
    else:
        volume = super_resolve(case.volume, read_network(network or DEFAULT_NETWORK), region)
    fine = Case(case.case_id, volume, refine_mask(crop_mask(case.mask, region)))
    return extract_features(fine, params, reference=case.volume)


def predict_workup(case: Case, models: PredictionSet, on_progress: OnProgress | None = None) -> Workup:
    """Everything from one case: checks, super-resolution, features, rad-scores, and the risk by every model.

    Models whose clinical values are unknown are left out. The radiomic models always speak.

    Raises
    ------
    HepasrError
        With the sentence to show, when the case cannot be used.
    """
    timeline = Timeline(on_progress)
    with timeline.step("check"):
        checks = check_case(case)
        network, params = read_network(models.network), read_params(MODELS / models.extraction / "params.yaml")
    measured = measure_case(case, network, params, timeline)
    with timeline.step("score"):
        scores = score_arms(models, measured.features)
        predictions = predict_models(case, models, scores, measured.features)
    if on_progress is not None:
        on_progress(1.0, "done")
    return Workup(
        case=case,
        super_resolved=measured.super_resolved,
        interpolated=measured.interpolated,
        fine_mask=measured.fine_mask,
        features=measured.features,
        rad_scores=scores,
        predictions=predictions,
        checks=checks,
        steps=tuple(timeline.steps),
        device=network.device.type,
        network=network.name,
        prediction_set=models.name,
        learnt_from=models.card.data,
        simulated_models=models.simulated,
        notes=(case.mask.note,) if case.mask.note else (),
    )


def score_arms(models: PredictionSet, features: Mapping[str, FeatureTable]) -> dict[str, float]:
    """Rad-score of a case by each arm's signature, logit scale."""
    return {arm: float(rad_score(models.signatures[arm], table).iloc[0]) for arm, table in features.items()}


def predict_models(
    case: Case, models: PredictionSet, scores: Mapping[str, float], features: Mapping[str, FeatureTable]
) -> dict[str, Prediction]:
    """Prediction of every model whose values are known; clinical values that are unknown silence their models."""
    predictions = {}
    for name, model in models.models.items():
        values = {key: value for key, value in case.clinical.items() if value is not None}
        arm = scoring_arm(model)
        if arm is not None:
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


def scoring_arm(model: LogisticModel) -> str | None:
    """The arm whose rad-score a model uses: its own name's, super-resolved for the combined one, None without."""
    if all(term.name != "rad_score" for term in model.terms):
        return None
    return model.name if model.name in ARMS else "super-resolved"


@lru_cache(maxsize=2)
def read_network(name: str) -> Network:
    """A network, kept in this process; a name stands for fixed weights, which its card proves by digest."""
    return load_network(name)
