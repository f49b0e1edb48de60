"""NRRD and MetaImage as ITK reads them: sizes, directions and voxels. Runs in a child only.

ITK gets a header written anew before voxels that were counted; what it makes of them is looked at outside.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from core.errors import UnreadableFile


def read_picture(content: bytes, header: str, suffix: str) -> tuple[dict[str, Any], bytes]:
    """Read voxels with ITK.

    Parameters
    ----------
    content : the voxels
    header : what stands before them in the file that ITK sees
    suffix : ``".nrrd"`` or ``".mha"``

    Returns
    -------
    ``size``, ``direction`` (nine numbers), ``spacing``, ``origin`` (mm, LPS+) and ``dtype``; the voxels, the first
    axis running fastest

    Raises
    ------
    UnreadableFile
        ITK refuses it, or it has several values per voxel.
    """
    import SimpleITK as sitk  # 0.3 s: only for those who read these formats

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"image{suffix}"
        with path.open("wb") as file:
            file.write(header.encode("ascii"))
            file.write(content)
        try:
            image: Any = sitk.ReadImage(str(path))
        except RuntimeError as error:
            raise UnreadableFile(
                "the image must be readable by ITK, but its header is inconsistent: export it again, best as NIfTI"
            ) from error
    if image.GetNumberOfComponentsPerPixel() != 1:
        raise UnreadableFile("voxels must be single numbers, but ITK reads several for each: export a grey-value image")
    data = sitk.GetArrayViewFromImage(image)
    told = {
        "size": image.GetSize(),
        "direction": image.GetDirection(),
        "spacing": image.GetSpacing(),
        "origin": image.GetOrigin(),
        "dtype": data.dtype.str,
    }
    return told, data.tobytes()
