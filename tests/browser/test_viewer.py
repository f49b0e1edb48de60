"""The viewer in a real browser: what is drawn comes back where it was drawn, panes agree, nothing is sent twice."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from pages.shared.viewer import bundle_there
from tests.browser.images import liver, nifti, upload
from tests.browser.server import ROOT, serve
from tests.browser.viewer_app import SHAPE
from tests.core.imaging.grids import GRIDS, positions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not bundle_there(), reason="no bundle here: `make setup` makes static/viewer.js"),
]

READY = ".viewer[data-ready='1']"
SECONDS = 120_000
RADIUS = 9.0

PAINT = """([viewer, centre, radius]) => {
  const { nv, one } = viewer.viewer.drawing
  const [nx, ny, nz] = one.pane.shape
  for (let z = 0; z < nz; z++) for (let y = 0; y < ny; y++) for (let x = 0; x < nx; x++) {
    const mm = nv.vox2mm([x, y, z], nv.volumes[0].matRAS)
    if (Math.hypot(...[0, 1, 2].map(n => mm[n] - centre[n])) <= radius) nv.drawBitmap[x + (y + z * ny) * nx] = 1
  }
}"""
"""Mark what NiiVue says lies within a distance of a point of the patient."""


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """Folder the small app leaves drawings in."""
    return tmp_path_factory.mktemp("returned")


@pytest.fixture(scope="module")
def small_app(tmp_path_factory, returned):
    """The viewer alone, on a volume of a few thousand voxels."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copy(Path(__file__).with_name("viewer_app.py"), folder / "viewer_app.py")
    (folder / "static").symlink_to(ROOT / "static")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEPASR_VIEWER_OUT", str(returned))
        with serve(folder / "viewer_app.py") as started:
            yield started


def viewer_of(page):
    return page.wait_for_selector(READY, timeout=SECONDS)


def middle(affine):
    return positions(SHAPE, affine).reshape(-1, 3).mean(axis=0) + np.array([2.0, -3.0, 1.0])


@pytest.mark.parametrize("grid", GRIDS)
def test_a_painted_sphere_returns_with_its_voxels_its_affine_and_its_place(visit, small_app, returned, grid):
    page, affine = visit(f"/?grid={grid}", at=small_app), GRIDS[grid]
    viewer = viewer_of(page)
    page.evaluate(PAINT, [viewer, middle(affine).tolist(), RADIUS])
    page.click("[data-act=use]")
    page.get_by_text("returned").wait_for()

    drawn, places = np.load(returned / f"{grid}.npy") == 1, positions(SHAPE, affine)
    wanted = np.linalg.norm(places - middle(affine), axis=-1) <= RADIUS
    assert drawn.sum() == wanted.sum()
    assert np.linalg.norm(places[drawn].mean(axis=0) - places[wanted].mean(axis=0)) <= 0.3


def test_a_rerun_sends_the_viewer_less_than_5_kb(visit, small_app):
    page = visit("/?grid=LPS", at=small_app)
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    page.reload()
    viewer_of(page)
    first, before = sum(sent), len(sent)
    page.click(".st-key-again button")
    page.wait_for_timeout(1500)

    assert len(sent) > before
    assert sum(sent) - first < 5000 < first


def test_webgl_is_given_back_when_the_page_is_left(visit):
    page = visit("/case")
    page.locator("[class*=st-key-volume_] input[type=file]").set_input_files(upload("volume.nii.gz", nifti(liver())))
    page.evaluate("viewer => { window.gl = viewer.viewer.panes.all[0].nv.gl }", viewer_of(page))
    page.click("[data-testid=stSidebarNavLink]:has-text('Decision curve')")

    page.wait_for_function("window.hepasrClosed === 1")
    assert page.evaluate("window.gl.isContextLost()")
