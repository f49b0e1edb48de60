"""Signatures and models of a cohort as files: a prediction set, and tables of what was chosen, fitted and scored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from core.cohort_study.asked import Study
from core.csv_text import as_csv
from core.disclaimer import RESEARCH_ONLY
from core.learning import Learnt, learn_models
from core.prediction.model_recipe import ModelRecipe
from core.prediction.odds import odds_ratios
from core.prediction.screen import univariable_screen
from core.prediction_set import PredictionSet, read_prediction_set
from core.prediction_set_files import describe_set, write_prediction_set
from core.report.files import replace_text
from core.signature.selection import Selection
from core.values import Cohort, Signature, Term

SET_FOLDER = "model"


def write_learnt(study: Study, folder: Path) -> Iterable[str]:
    """Learn signatures and models, and write them with their tables; returns the names of the files."""
    cohort = study.cohort
    learnt = learn_models(cohort, study.settings, models=study.models, clinical=study.clinical)
    write_prediction_set(folder / SET_FOLDER, learnt, describe_set(folder.name, cohort, learnt, study.origin))
    made = read_prediction_set(folder / SET_FOLDER)
    texts = {
        "cohort.csv": as_csv(_cases(cohort)),
        "rad-scores.csv": as_csv(learnt.rad_scores),
        "risks.csv": as_csv(learnt.risks),
        "odds-ratios.csv": as_csv(_odds(cohort, learnt, made), index=False),
        "odds-ratios-alone.csv": as_csv(_alone(cohort, learnt, study.clinical), index=False),
    }
    for arm, selection in learnt.selections.items():
        texts[f"selection-{arm}.json"] = json.dumps(describe_selection(selection), indent=1, ensure_ascii=False) + "\n"
        texts[f"formula-{arm}.csv"] = as_csv(formula(learnt.signatures[arm]), index=False)
    for name, text in texts.items():
        replace_text(folder / name, text)
    return [*texts, f"{SET_FOLDER}/card.toml", *(f"{SET_FOLDER}/{name}" for name in made.card.files)]


def describe_selection(selection: Selection) -> dict[str, Any]:
    """How features were chosen, as JSON holds it."""
    deviance = selection.deviance.reset_index()
    settings = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in vars(selection.settings).items()}
    return {
        "features": list(selection.names),
        "funnel": [{"step": step, "n": n} for step, n in selection.funnel],
        "penalty": selection.penalty,
        "penalty_min": selection.penalty_min,
        "penalty_1se": selection.penalty_1se,
        "deviance": json.loads(deviance.to_json(orient="records")),
        "left_out": list(selection.left_out),
        "settings": settings | {"reliability": dict(selection.settings.reliability or {}) or None},
    }


def formula(signature: Signature) -> pd.DataFrame:
    """The rad-score as a table: intercept first, then coefficient, mean and standard deviation of each feature."""
    names = ("names", "coefficients", "center", "scale")
    rows = pd.DataFrame({name: getattr(signature, name) for name in names})
    rows = rows.set_axis(["feature", "coefficient", "mean", "standard_deviation"], axis=1)
    first = pd.DataFrame([{"feature": "(intercept)", "coefficient": signature.intercept}])
    return pd.concat([first, rows], ignore_index=True).assign(notice=RESEARCH_ONLY)


def _cases(cohort: Cohort) -> pd.DataFrame:
    """Who stood where: patient, outcome and split of each case."""
    split = cohort.is_training.map({True: "training", False: "validation"})
    return pd.DataFrame({"patient_id": cohort.patient_id, "event": cohort.outcome.astype(int), "split": split})


CODING = ("unit", "level", "reference", "transform")
"""What of a term says what its odds ratio compares."""


def _odds(cohort: Cohort, learnt: Learnt, made: PredictionSet) -> pd.DataFrame:
    """Odds ratios of every model with Wald and profile intervals, what each compares, on the rows it was fitted on."""
    parts = []
    for name, fitted in learnt.fitted.items():
        model, cases = fitted.model, list(fitted.cases)
        arm = made.arm_of(model)
        table = cohort.clinical if arm is None else cohort.clinical.assign(rad_score=learnt.rad_scores[arm])
        found = odds_ratios(model, fitted.prepare(table.loc[cases]), cohort.outcome[cases])
        coded = {key: [getattr(term, key) for term in model.terms] for key in CODING}
        found = found.assign(**coded, model=name, n=len(cases), event=cohort.event_name)
        parts.append(found.assign(notice=RESEARCH_ONLY))
    return pd.concat(parts, ignore_index=True)


def _alone(cohort: Cohort, learnt: Learnt, clinical: ModelRecipe) -> pd.DataFrame:
    """Each clinical variable and each rad-score alone, on the training rows that have it."""
    scores = learnt.rad_scores.add_prefix("rad_score_")
    terms = (*clinical.terms, *map(Term, scores.columns))
    seen = cohort.is_training
    found = univariable_screen(cohort.clinical.join(scores)[seen], cohort.outcome[seen], terms, cohort.event_name)
    return found.assign(notice=RESEARCH_ONLY)
