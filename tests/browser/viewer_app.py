"""What the browser tests of the viewer look at: a volume on the grid of the address, or a pair of grids of one size.

What was drawn is left in a folder; how long a pair of 256 × 256 × 80 voxels takes is measured on it too.
"""

import os
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import streamlit as st

from core.imaging.geometry import refine_mask, upsample_cubic
from core.values import Case, Mask, Volume
from pages.shared.viewer import compared_scene, show_viewer, volume_scene
from tests.core.imaging.grids import GRIDS, SHAPE, sphere


def compared(shape: tuple[int, int, int], affine: np.ndarray) -> SimpleNamespace:
    """A sphere in noise, coarse and fine; the margin around it reaches the border, so all of it is shown."""
    marked = sphere(shape, affine, 0.45 * float(np.linalg.norm(affine[:3, 0])) * shape[0])
    grey = 100 + 60 * marked + np.random.default_rng(3).normal(0, 12, shape)
    case = Case("pair", Volume(grey, affine), Mask(marked, affine))
    fine = upsample_cubic(case.volume)
    added = Volume(np.random.default_rng(4).normal(0, 3, fine.shape), fine.affine)
    made = {"interpolated": fine, "super_resolved": fine, "added": added, "fine_mask": refine_mask(case.mask)}
    return SimpleNamespace(case=case, **made)


@st.cache_resource(show_spinner=False)
def pair(shape: tuple[int, int, int], grid: str) -> SimpleNamespace:
    """Made once for each shape and grid."""
    return compared(shape, GRIDS[grid])


def main() -> None:
    """Draw the page."""
    grid = st.query_params.get("grid", "RAS")
    if size := st.query_params.get("pair", ""):
        shape = tuple(int(n) for n in size.split("x"))
        scene = compared_scene(pair(shape, grid), st.query_params.get("panes", "super-resolved").split(","))
    else:
        volume = Volume(np.random.default_rng(3).normal(100, 20, SHAPE), GRIDS[grid])
        scene = volume_scene(volume, None, drawing=True)
    shown, labels = show_viewer(scene, key=f"viewer_{grid}")
    if labels is not None:
        np.save(Path(os.environ["HEPASR_VIEWER_OUT"]) / f"{grid}.npy", labels)
        st.text("returned")
    st.button("Run again", key="again")
    st.html(f'<div class="footer">{shown}</div>')


if __name__ == "__main__":
    main()
