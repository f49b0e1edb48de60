"""The errors a person can cause, each derived from the fitting built-in.

    HepasrError
    ├── UnreadableFile      (ValueError)   the bytes are not the image or table they claim to be
    ├── GeometryMismatch    (ValueError)   volume and mask do not lie on one grid
    ├── EmptyMask           (ValueError)   no voxel is marked
    ├── ImageContent        (ValueError)   readable, but the voxel values cannot be used
    ├── CardError           (ValueError)   a model folder is incomplete or altered
    ├── CohortError         (ValueError)   a table does not describe a cohort
    ├── ClinicalError       (ValueError)   a clinical value is missing, unknown or impossible
    ├── SignatureMismatch   (ValueError)   features and signature come from different extractions
    ├── SettingError        (ValueError)   a choice is none of those there are
    ├── FitError            (RuntimeError) a model could not be estimated from these data
    ├── TooLarge            (MemoryError)  the work does not fit into memory
    ├── JobFailed           (RuntimeError) a worker process stopped before it finished
    │   └── WorkerLost                     the same, and another worker may try
    ├── Unforeseen          (RuntimeError) a worker met an error that nobody foresaw; the log says where
    ├── Cancelled           (RuntimeError) a person ended the work before it was done
    ├── StoreError          (RuntimeError) the store cannot do what was asked of it
    ├── StoreDamaged        (ValueError)   what was kept is absent or altered
    └── DiskFull            (OSError)      nothing more fits on the disk

A message says what must hold, what came, and what to do: one sentence, no path, no traceback.
"""

from __future__ import annotations


class HepasrError(Exception):
    """Anything a person can put right; shown as one sentence."""


class UnreadableFile(HepasrError, ValueError):
    """The bytes are not the image or table they claim to be."""


class GeometryMismatch(HepasrError, ValueError):
    """Volume and mask do not lie on one grid."""


class EmptyMask(HepasrError, ValueError):
    """No voxel of the mask is marked."""


class ImageContent(HepasrError, ValueError):
    """The image was read, but its voxel values cannot be used."""


class CardError(HepasrError, ValueError):
    """A model folder is incomplete or was altered."""


class CohortError(HepasrError, ValueError):
    """A table does not describe a cohort."""


class ClinicalError(HepasrError, ValueError):
    """A clinical value is missing, unknown or impossible."""


class SignatureMismatch(HepasrError, ValueError):
    """Features and signature come from different extractions."""


class SettingError(HepasrError, ValueError):
    """A choice is none of those there are."""


class FitError(HepasrError, RuntimeError):
    """A model could not be estimated from these data."""


class TooLarge(HepasrError, MemoryError):
    """The work does not fit into memory."""


class JobFailed(HepasrError, RuntimeError):
    """A worker process stopped before it finished."""


class WorkerLost(JobFailed):
    """Workers died while they had the work; another may try."""


class Unforeseen(HepasrError, RuntimeError):
    """A worker met an error that nobody foresaw.

    Parameters
    ----------
    kind : of the error
    failure_id : by which the log names it
    places : where it happened, see `core.failures.describe_failure`
    """

    def __init__(self, kind: str, failure_id: str, places: str) -> None:
        super().__init__(
            f"the case could not be computed ({kind}, in the log as {failure_id}): check the images and try again"
        )
        self.kind, self.failure_id, self.places = kind, failure_id, places

    def __reduce__(self) -> tuple[type[Unforeseen], tuple[str, str, str]]:
        """Let it travel between processes."""
        return type(self), (self.kind, self.failure_id, self.places)


class Cancelled(HepasrError, RuntimeError):
    """A person ended the work before it was done."""


class StoreError(HepasrError, RuntimeError):
    """The store cannot do what was asked of it."""


class StoreDamaged(HepasrError, ValueError):
    """What was kept is absent or altered."""


class DiskFull(HepasrError, OSError):
    """Nothing more fits on the disk."""
