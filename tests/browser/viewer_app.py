"""What the browser tests of the viewer look at: one volume on the grid of the address, and what came back beside it."""

import os
from pathlib import Path

import numpy as np
import streamlit as st

from core.values import Volume
from pages.shared.viewer import show_viewer, volume_scene
from tests.core.imaging.grids import GRIDS

SHAPE = (40, 44, 24)

grid = st.query_params.get("grid", "RAS")
volume = Volume(np.random.default_rng(3).normal(100, 20, SHAPE), GRIDS[grid])
shown, labels = show_viewer(volume_scene(volume, None, drawing=True), key=f"viewer_{grid}")
if labels is not None:
    np.save(Path(os.environ["HEPASR_VIEWER_OUT"]) / f"{grid}.npy", labels)
    st.text("returned")
st.button("Run again", key="again")
st.html(f'<div class="footer">{shown}</div>')
