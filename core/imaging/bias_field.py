"""Remove the slow change of brightness that a coil leaves in a volume: N4. The other file here that uses SimpleITK."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from core.errors import ImageContent
from core.values import Volume

GRID_MM = 4.0
"""The field is sought on a grid about as coarse as this: it changes over centimetres, and finer costs time alone."""
ITERATIONS = (50, 50, 50, 50)
"""At most, at each of four levels of control points."""
LEAST_FOREGROUND = 1000
"""Voxels of the coarse grid that must be brighter than the background."""


def correct_bias_field(volume: Volume) -> Volume:
    """The volume divided by its bias field, on the same grid.

    It is done once, on the native volume: every arm is made from the corrected one, so that the correction cannot
    differ between them.

    Parameters
    ----------
    volume : (I, J, K), magnitudes, no voxel below 0

    Raises
    ------
    ImageContent
        A voxel lies below 0, or too little of the volume is brighter than its background.

    Notes
    -----
    N4 with B-splines of order 3 on the logarithm of the foreground: what is brighter than a tenth of the way from the
    2nd to the 98th percentile, as in FSL's brain extraction. One thread, so that the same volume gives the same field.

    References
    ----------
    Tustison NJ, et al. N4ITK: improved N3 bias correction. IEEE Trans Med Imaging 2010;29:1310-1320.
    doi:10.1109/TMI.2010.2046908

    Smith SM. Fast robust automated brain extraction. Hum Brain Mapp 2002;17:143-155. doi:10.1002/hbm.10062
    """
    lowest = float(volume.data.min())
    if lowest < 0:
        raise ImageContent(
            f"bias correction needs magnitudes, none below 0, but the lowest voxel is {lowest:g}: leave it out, or "
            "bring the volume as it was acquired"
        )
    return Volume(volume.data / np.exp(_log_field(volume)), volume.affine)


def _log_field(volume: Volume) -> npt.NDArray[np.float64]:
    import SimpleITK as sitk  # 0.3 s: only for those who ask for the correction

    image: Any = sitk.GetImageFromArray(volume.data.transpose(2, 1, 0))
    image.SetSpacing(volume.spacing)
    factors = [max(1, min(int(GRID_MM / mm), n // 4)) for mm, n in zip(volume.spacing, volume.shape, strict=True)]
    coarse: Any = sitk.Shrink(image, factors)  # type: ignore[no-untyped-call]
    dark, light = np.percentile(sitk.GetArrayViewFromImage(coarse), (2, 98))
    foreground = coarse > dark + 0.1 * (light - dark)
    bright = int(sitk.GetArrayViewFromImage(foreground).sum())
    if bright < LEAST_FOREGROUND:
        raise ImageContent(
            f"bias correction needs a body of {LEAST_FOREGROUND} coarse voxels, but only {bright} stand out from the "
            "background: leave it out"
        )
    corrector: Any = sitk.N4BiasFieldCorrectionImageFilter()  # type: ignore[no-untyped-call]
    corrector.SetMaximumNumberOfIterations(ITERATIONS)
    corrector.SetNumberOfThreads(1)
    corrector.Execute(coarse, foreground)
    field: npt.NDArray[np.float64] = sitk.GetArrayFromImage(corrector.GetLogBiasFieldAsImage(image))
    return field.transpose(2, 1, 0)
