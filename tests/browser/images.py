"""Images of a usual size for the upload tests, made in memory."""

import gzip

import nibabel
import numpy as np

AFFINE = np.diag([-1.5, -1.5, 3.0, 1.0])
SHAPE = (96, 96, 40)


def nifti(data: np.ndarray, affine: np.ndarray = AFFINE) -> bytes:
    return gzip.compress(nibabel.Nifti1Image(data, affine).to_bytes(), 1)


def ball(radius_mm: float = 15.0) -> np.ndarray:
    i, j, k = np.indices(SHAPE)
    distance = np.sqrt((1.5 * (i - 40)) ** 2 + (1.5 * (j - 50)) ** 2 + (3.0 * (k - 20)) ** 2)
    return (distance < radius_mm).astype(np.uint8)


def liver() -> np.ndarray:
    """Noise with a brighter, blotched ball: enough for every texture feature to be defined."""
    rng = np.random.default_rng(0)
    grey = rng.normal(120, 12, SHAPE) + ball() * (50 + 20 * np.sin(np.indices(SHAPE)[0] / 2))
    return grey.astype(np.float32)


def with_hole(data: np.ndarray) -> np.ndarray:
    spoilt = data.copy()
    spoilt[0, 0, 0] = np.nan
    return spoilt


def upload(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/gzip", "buffer": content}
