"""What ships of the demonstration cohort: two model folders, one of tables, one of signatures and models."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from core.cards import Card, file_digests, write_card
from core.csv_text import as_csv
from core.demo.build import assemble_cohort
from core.demo.clinical import EVENT, SEED
from core.demo.phantom import FINE_SPACING
from core.demo.read import COHORT_FOLDER
from core.features.params import DEFAULT_PARAMS
from core.features.tables import write_features
from core.learning import Learnt, learn_models
from core.prediction_set import DEFAULT_SET
from core.prediction_set_files import write_prediction_set
from core.signature.settings import SelectionSettings
from core.superres.infer import DEFAULT_NETWORK
from core.superres_card import excluded_features
from core.values import Cohort

VERSION = "2026.11"


def publish_demo(cache: Path, settings: SelectionSettings | None = None) -> None:
    """Learn from the extracted cohort in `cache` and write both model folders.

    Families of features that the network brings no closer to the truth than interpolation stay out of the
    super-resolved signature.
    """
    settings = settings or SelectionSettings()
    cohort = assemble_cohort(cache)
    learnt = learn_models(cohort, settings, excluded_features(DEFAULT_NETWORK))
    write_set(cohort, learnt, settings)
    write_cohort(cohort, learnt)


def write_set(cohort: Cohort, learnt: Learnt, settings: SelectionSettings) -> None:
    """Signatures and models with their card."""
    training = cohort.training
    card = Card(
        name=DEFAULT_SET.name,
        kind="prediction",
        version=VERSION,
        description="Radiomic signatures of three arms, and clinical, radiomic and combined logistic models.",
        intended_use="To show what the software does. Learnt from simulated patients: of no use for any real one.",
        limits="Simulated phantoms of one protocol; real images lie outside its training range.",
        data=f"{len(training)} simulated training patients, {int(training.outcome.sum())} with {EVENT}",
        extra={
            "network": DEFAULT_NETWORK,
            "extraction": DEFAULT_PARAMS.parent.name,
            "trained_spacing": [[s, s] for s in sorted((2 * FINE_SPACING).tolist())],
            "seed": settings.seed,
            "simulated": True,
        },
    )
    write_prediction_set(DEFAULT_SET, learnt, card)


def write_cohort(cohort: Cohort, learnt: Learnt) -> None:
    """Feature tables, clinical table and scores with their card."""
    COHORT_FOLDER.mkdir(parents=True, exist_ok=True)
    for arm, table in cohort.features.items():
        write_features(table, COHORT_FOLDER / f"features-{arm}.parquet")
    status = pd.DataFrame({"event": cohort.outcome, "is_training": cohort.is_training})
    tables = {"clinical.csv": cohort.clinical.join(status), "rad-scores.csv": learnt.rad_scores}
    tables["risks.csv"] = learnt.risks
    for name, content in tables.items():
        (COHORT_FOLDER / name).write_text(as_csv(content, float_format="%.10g"), encoding="utf-8")
    files = [f"features-{arm}.parquet" for arm in cohort.features] + list(tables)
    card = Card(
        name=COHORT_FOLDER.name,
        kind="cohort",
        version=VERSION,
        description="Simulated demonstration cohort: clinical table, features of three arms, scores and risks.",
        intended_use="To show what the software does.",
        limits="No real patient. Training rows of scores and risks are cross-fitted, validation rows were not seen.",
        data=f"{len(cohort)} patients simulated from seed {SEED} (core/demo/clinical.py, core/demo/phantom.py)",
        files=file_digests(COHORT_FOLDER, files),
        extra={"event": EVENT, "simulated": True, "models": DEFAULT_SET.name},
    )
    write_card(COHORT_FOLDER, card)
