"""The stages of a cohort's study in their order: signatures and models, their performance, how far to believe them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from core.cohort_study.asked import Study
from core.cohort_study.learnt_files import SET_FOLDER, write_learnt
from core.cohort_study.stages import Stages, digest_of
from core.csv_text import as_csv, bare_cell
from core.disclaimer import RESEARCH_ONLY
from core.learning import RAD_SCORE
from core.report.evaluation import write_evaluation
from core.report.files import replace_text
from core.resampling.audit import audit_signature
from core.resampling.describe import describe_audit, describe_nested
from core.resampling.learners import ModelLearner
from core.resampling.nested import nested_cross_validation
from core.scores import ScoredCases
from core.values import ARMS, Cohort

OnProgress = Callable[[float, str], None]
MODELS_SHARE = 0.1
"""Usual share of the time that signatures and models take; the audits take the rest."""


def perform_study(study: Study, folder: Path, on_progress: OnProgress) -> dict[str, Any]:
    """Do every stage that is not done yet, and write ``cohort.json``; returns what it holds.

    Parameters
    ----------
    folder : made when it is not there
    on_progress : called with the share done, 0–1, and what is being done

    Raises
    ------
    CohortError, FitError
        With the sentence to show; stages done before are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stages, cohort = Stages(folder), study.cohort
    learnt = digest_of(cohort, study.settings, study.clinical, study.origin)
    on_progress(0.0, "models")
    stages.perform("models", learnt, lambda: write_learnt(study, folder))
    stages.perform("performance", learnt, lambda: _write_performance(cohort, folder))
    judged = digest_of(learnt, study.plan.repeats, study.plan.folds, study.plan.seed)
    stages.perform("nested models", judged, lambda: _write_nested_models(study, folder))
    for place, arm in enumerate(study.arms):
        told = _within(on_progress, MODELS_SHARE + (1 - MODELS_SHARE) * place / len(study.arms), len(study.arms))
        own = replace(cohort, features={arm: cohort.features[arm]})
        judged = digest_of(own, study.settings, study.plan)
        stages.perform(f"audit {arm}", judged, lambda arm=arm, told=told: _write_audit(study, arm, folder, told))  # type: ignore[misc]
    content = describe_study(study, folder, stages.resumed)
    replace_text(folder / "cohort.json", json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    return content


def describe_study(study: Study, folder: Path, resumed: list[str]) -> dict[str, Any]:
    """What the stages wrote, in one object; no patient's values."""
    cohort, intake = study.cohort, study.intake

    def written(name: str) -> Any:
        return json.loads((folder / name).read_text(encoding="utf-8"))

    sides = {"training": cohort.training, "validation": cohort.validation}
    return {
        "event": cohort.event_name,
        "cases": {side: {"n": len(part), "events": int(part.outcome.sum())} for side, part in sides.items()},
        "patients": int(cohort.patient_id.nunique()),
        "notes": [vars(note) for note in intake.notes],
        "left_out": intake.left_out.to_dict(),
        "missing": json.loads(intake.missing.query("n > 0").to_json(orient="records")),
        "selections": {arm: written(f"selection-{arm}.json") for arm in study.arms},
        "odds_ratios": json.loads(pd.read_csv(folder / "odds-ratios.csv").to_json(orient="records")),
        "odds_ratios_alone": json.loads(pd.read_csv(folder / "odds-ratios-alone.csv").to_json(orient="records")),
        "gaps": study.model.gaps,
        "screen": study.model.p_value,
        "evaluation": written("evaluation/evaluation.json"),
        "nested_models": written("nested-models.json"),
        "audits": {arm: written(f"audit-{arm}.json") for arm in study.arms},
        "prediction_set": str(folder / SET_FOLDER),
        "for_images": "extraction" in study.origin,
        "resumed": resumed,
        "notice": RESEARCH_ONLY,
    }


def _write_performance(cohort: Cohort, folder: Path) -> Iterable[str]:
    risks = pd.read_csv(folder / "risks.csv", index_col="case_id", dtype={"case_id": str}).rename(bare_cell)
    cases = ScoredCases(cohort.outcome, risks, cohort.is_training, cohort.clinical)
    write_evaluation(cases, cohort.event_name, folder / "evaluation")
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "evaluation").rglob("*") if path.is_file())


def _write_nested_models(study: Study, folder: Path) -> Iterable[str]:
    """Nested cross-validation of the models with clinical terms; the others rank as their signature does."""
    found = {}
    for name in (name for name in study.models if name not in ARMS):
        arm = None if name == "clinical" else study.arms[-1]
        recipe = study.clinical if arm is None else study.clinical.keep(RAD_SCORE)
        learner, plan = ModelLearner(name, recipe, arm, study.settings), study.plan
        nested = nested_cross_validation(study.cohort, learner, plan.repeats, plan.folds, plan.seed)
        found[name] = describe_nested(nested)
    replace_text(folder / "nested-models.json", json.dumps(found, indent=1) + "\n")
    return ["nested-models.json"]


def _write_audit(study: Study, arm: str, folder: Path, on_progress: OnProgress) -> Iterable[str]:
    audit = audit_signature(study.cohort, arm, study.settings, study.plan, on_progress)
    content = describe_audit(audit) | {"arm": arm, "event": study.cohort.event_name, "notice": RESEARCH_ONLY}
    replace_text(folder / f"audit-{arm}.json", json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    scores = audit.nested.scores.add_prefix("score_").join(audit.nested.folds.add_prefix("fold_"))
    replace_text(folder / f"nested-scores-{arm}.csv", as_csv(scores))
    return [f"audit-{arm}.json", f"nested-scores-{arm}.csv"]


def _within(on_progress: OnProgress, start: float, parts: int) -> OnProgress:
    """Progress of one part as progress of the whole."""
    return lambda share, label: on_progress(start + share * (1 - MODELS_SHARE) / parts, label)
