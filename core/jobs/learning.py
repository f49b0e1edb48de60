"""What is learnt from a cohort apart: signatures, models, and how far they may be believed.

The same cohort and settings are the same job.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cohort_study.stages import digest_of
from core.demo.read import COHORT_FOLDER
from core.jobs.apart import JobsApart
from core.jobs.tasks import follow
from core.values import Cohort

if TYPE_CHECKING:
    from core.learning import Learnt
    from core.prediction.model_recipe import ModelRecipe
    from core.signature.settings import SelectionSettings
    from core.signature_study import Chosen, Study

LEARNT_MODELS = ("super-resolved", "combined")
"""The models that use the super-resolved image's features."""


class LearningJobs(JobsApart):
    """The learning of one server."""

    def submit(self, excluded: frozenset[str]) -> str:
        """Learn the demonstration's `LEARNT_MODELS` again without some features of the super-resolved image."""
        demo = (COHORT_FOLDER / "card.toml").read_text(encoding="utf-8")
        return self.start(f"without {digest_of(demo, excluded)}", learn_without, excluded)

    def submit_choice(self, cohort: Cohort, arm: str, settings: SelectionSettings) -> str:
        """Choose the features of one arm and build its signature."""
        return self.start(f"choice {digest_of(cohort, arm, settings)}", choose, cohort, arm, settings)

    def submit_study(self, cohort: Cohort, arm: str, settings: SelectionSettings, clinical: ModelRecipe) -> str:
        """Learn the signature of one arm and the models that use it, with cross-fitted scores and odds ratios."""
        key = digest_of(cohort, arm, settings, clinical)
        return self.start(f"study {key}", study, cohort, arm, settings, clinical)

    def submit_audit(self, cohort: Cohort, arm: str, settings: SelectionSettings, plan: Mapping[str, int]) -> str:
        """Judge the recipe of one arm's signature; `plan` as in `core.resampling.runs.AuditPlan`."""
        key = digest_of(cohort, arm, settings, plan)
        return self.start(f"audit {key}", audit, cohort, arm, settings, dict(plan))


def learn_without(excluded: frozenset[str], status_file: Path) -> Learnt:
    """`LEARNT_MODELS` of the demonstration cohort, without some features, with the progress in `status_file`."""
    from core.demo.read import read_demo_features
    from core.learning import learn_models
    from core.signature.settings import SelectionSettings

    report = follow(status_file)
    return learn_models(read_demo_features(), SelectionSettings(), excluded, LEARNT_MODELS, report)


def choose(cohort: Cohort, arm: str, settings: SelectionSettings, status_file: Path) -> Chosen:
    """The signature of one arm and how it was chosen, with the progress in `status_file`."""
    from core.signature_study import choose_signature

    return choose_signature(cohort, arm, settings, follow(status_file))


def study(cohort: Cohort, arm: str, settings: SelectionSettings, clinical: ModelRecipe, status_file: Path) -> Study:
    """What the signature of one arm and its models say of the cohort.

    Parameters
    ----------
    arm, settings, clinical : as in `core.signature_study.study_signature`
    status_file : how far it is
    """
    from core.signature_study import study_signature

    return study_signature(cohort, arm, settings, clinical, follow(status_file))


def audit(
    cohort: Cohort, arm: str, settings: SelectionSettings, plan: dict[str, Any], status_file: Path
) -> dict[str, Any]:
    """How far the recipe may be believed, in plain numbers.

    Parameters
    ----------
    arm, settings : of the recipe
    plan : see `core.resampling.runs.AuditPlan`
    status_file : how far it is
    """
    from core.resampling.audit import audit_signature
    from core.resampling.describe import describe_audit
    from core.resampling.runs import AuditPlan

    return describe_audit(audit_signature(cohort, arm, settings, AuditPlan(**plan), follow(status_file)))
