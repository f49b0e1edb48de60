"""A hand with a mouse on the viewer."""

READY = ".viewer[data-ready='1']"
SECONDS = 120_000

ON_SCREEN = """viewer => {
  const { nv, one } = viewer.viewer.drawing
  one.canvas.scrollIntoView({ block: "center", behavior: "instant" })
  const [x, y] = nv.frac2canvasPos(nv.scene.crosshairPos)
  const box = one.canvas.getBoundingClientRect()
  return [box.x + x / nv.uiData.dpr, box.y + y / nv.uiData.dpr]
}"""
"""Where the crosshair of the pane that is drawn on stands on screen."""

MARKED = """viewer => viewer.viewer.panes.shown().map(({ nv }) => nv.drawBitmap.reduce((sum, one) => sum + one, 0))"""
"""Marked voxels of each pane that is shown."""


def viewer_of(page):
    """The viewer, once its volumes are shown and the page around it stands still."""
    page.wait_for_selector(READY, timeout=SECONDS)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=SECONDS)
    return page.wait_for_selector(READY, timeout=SECONDS)


def marked(page, viewer):
    """Marked voxels of the pane that is drawn on."""
    return page.evaluate(MARKED, viewer)[0]


def lasso(page, viewer, place):
    """Draw a small square around a place, mm, with the mouse; it is looked at until it is on the drawing."""
    before = marked(page, viewer)
    page.evaluate("([viewer, mm]) => viewer.viewer.panes.goTo(mm)", [viewer, place])
    x, y = page.evaluate(ON_SCREEN, viewer)
    page.mouse.move(x - 30, y - 30)
    page.mouse.down()
    for across, down in ((30, -30), (30, 30), (-30, 30), (-30, -30)):
        page.mouse.move(x + across, y + down, steps=4)
    page.mouse.up()
    page.wait_for_function(f"([viewer, before]) => ({MARKED})(viewer)[0] > before", arg=[viewer, before])
