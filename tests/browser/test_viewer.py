"""The viewer in a real browser: what is drawn comes back where it was drawn, panes agree, nothing is sent twice."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from pages.shared.viewer import bundle_there
from tests.browser.drawing import MARKED, viewer_of
from tests.browser.images import liver, nifti, upload
from tests.browser.server import ROOT, serve
from tests.core.imaging.grids import GRIDS, SHAPE, positions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not bundle_there(), reason="no bundle here: `make setup` makes static/viewer.js"),
]

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

PLACES = """viewer => viewer.viewer.panes.shown().map(({ nv }) =>
  [...nv.frac2mm(nv.scene.crosshairPos, 0, true)].slice(0, 3))"""
WINDOWS = """viewer => viewer.viewer.panes.shown().map(({ image, pane }) =>
  [image.cal_min, image.cal_max, ...pane.window])"""
"""Of each pane that is shown: where its crosshair stands, mm; its window now, and at first."""


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


@pytest.fixture(scope="module")
def pair(chromium, small_app):
    """A coarse and a fine volume on an oblique grid, shown once for the tests that look at them."""
    with chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{small_app}/?grid=oblique&pair=24x24x12&panes=super-resolved,added")
        yield page


def spot(page, pane, across, down):
    """Point of a pane on screen, by shares of its width and height."""
    box = page.locator(f"figure[data-pane={pane}] canvas").bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def test_a_click_puts_every_crosshair_on_one_point_of_the_patient(pair):
    viewer = viewer_of(pair)
    before = pair.evaluate(PLACES, viewer)

    pair.mouse.click(*spot(pair, "native", 0.4, 0.6))

    native, *others = pair.evaluate(PLACES, viewer)
    assert np.allclose(others, native, atol=0.01)
    assert not np.allclose(native, before[0], atol=1)


def test_the_left_of_the_picture_is_the_right_of_the_patient(pair):
    viewer, found = viewer_of(pair), []
    for share in (0.35, 0.65):
        pair.mouse.click(*spot(pair, "super-resolved", share, 0.5))
        found.append(pair.evaluate(PLACES, viewer)[1][0])

    assert found[0] > found[1] + 5


def test_one_window_serves_native_and_super_resolved(pair):
    viewer = viewer_of(pair)
    pair.mouse.move(*spot(pair, "native", 0.4, 0.4))
    pair.mouse.down(button="right")
    pair.mouse.move(*spot(pair, "native", 0.7, 0.4), steps=3)
    pair.mouse.up(button="right")

    native, fine, added = pair.evaluate(WINDOWS, viewer)
    assert native == fine != added
    assert native[1] - native[0] > 1.1 * (native[3] - native[2])


def test_the_mask_is_the_same_region_on_both_grids(pair):
    marked = pair.evaluate(MARKED, viewer_of(pair))

    assert marked[0] > 0
    assert marked[1:] == [8 * marked[0]] * 2


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


def opened(visit):
    """The page of a case with a volume and no mask."""
    page = visit("/case")
    page.locator("[class*=st-key-volume_] input[type=file]").set_input_files(upload("volume.nii.gz", nifti(liver())))
    return page


def test_webgl_is_given_back_when_the_page_is_left(visit):
    page = opened(visit)
    page.evaluate("viewer => { window.gl = viewer.viewer.panes.all[0].nv.gl }", viewer_of(page))
    page.click("[data-testid=stSidebarNavLink]:has-text('Decision curve')")

    page.wait_for_function("window.hepasrClosed === 1")
    assert page.evaluate("window.gl.isContextLost()")
