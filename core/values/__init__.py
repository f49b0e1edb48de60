"""The values that travel between the rooms: born whole, checked, never changed.

`images` holds what is drawn on a grid, `tables` what has one row per case, `models` what is learnt from patients and
what it says of one patient, `reconstruction` what a person chooses of super-resolution. Every room may import this
package; it imports nothing of the project but the errors.
"""

from core.values.images import Case, Mask, Volume
from core.values.models import Applicability, LogisticModel, Prediction, Signature, Term
from core.values.reconstruction import ACQUISITIONS, ReconstructionSettings
from core.values.tables import ARMS, Cohort, FeatureTable

__all__ = [
    "ACQUISITIONS",
    "ARMS",
    "Applicability",
    "Case",
    "Cohort",
    "FeatureTable",
    "LogisticModel",
    "Mask",
    "Prediction",
    "ReconstructionSettings",
    "Signature",
    "Term",
    "Volume",
]
