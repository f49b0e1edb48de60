"""The only door to what a session remembers. A page asks by these names and never spells a key.

Patient values live here, in one session, and in the worker that computes on them; never in a cache that others share.
"""

from __future__ import annotations

from pages.shared.state.case import (
    UPLOADS,
    demo_case_id,
    forget_inputs,
    forget_prediction,
    is_computing,
    job,
    keep_job,
    keep_workup,
    open_demo_case,
    return_to_job,
    uploads,
    wants_start,
    workup,
    workup_of,
)
from pages.shared.state.drawing import (
    drawing_of,
    drawing_round,
    forget_drawing,
    keep_drawing,
)
from pages.shared.state.requests import (
    forget_requests,
    job_of,
    keep_request,
)
from pages.shared.state.slots import (
    ADJUDICATED,
    LABEL,
    READINGS,
    RECIPE,
    Slot,
    forget_cohort,
    forget_intake,
    forget_reliability,
    keep_cohort,
    keep_intake,
    keep_once,
    keep_reliability,
    own_cohort,
    own_intake,
    reliability,
)
from pages.shared.state.threshold import (
    CURVE,
    SENSIBLE_RANGE,
    THRESHOLD,
    move_threshold,
)
from pages.shared.state.tongue import (
    LANGUAGE,
    browser_language,
    keep_language,
    language,
)

__all__ = [
    "ADJUDICATED",
    "CURVE",
    "LABEL",
    "LANGUAGE",
    "READINGS",
    "RECIPE",
    "SENSIBLE_RANGE",
    "THRESHOLD",
    "UPLOADS",
    "Slot",
    "browser_language",
    "demo_case_id",
    "drawing_of",
    "drawing_round",
    "forget_cohort",
    "forget_drawing",
    "forget_inputs",
    "forget_intake",
    "forget_prediction",
    "forget_reliability",
    "forget_requests",
    "is_computing",
    "job",
    "job_of",
    "keep_cohort",
    "keep_drawing",
    "keep_intake",
    "keep_job",
    "keep_language",
    "keep_once",
    "keep_reliability",
    "keep_request",
    "keep_workup",
    "language",
    "move_threshold",
    "open_demo_case",
    "own_cohort",
    "own_intake",
    "reliability",
    "return_to_job",
    "uploads",
    "wants_start",
    "workup",
    "workup_of",
]
