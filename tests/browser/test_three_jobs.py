"""What people come for, in both languages, with clicks alone: a case of their own, a team's review, a threshold."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from core.language import LANGUAGES, translate
from pages.shared.viewer import bundle_there
from tests.browser.drawing import lasso, marked, viewer_of
from tests.browser.images import liver, nifti, upload
from tests.browser.server import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]

SECONDS = 240_000
CLICKS = 12
"""From the start page to the files, at most."""
LESION = (-60.0, -75.0)
HEADS = (48.0, 66.0)
"""Place of the lesion of `liver`, mm; heights of the two slices it is drawn on, six slices apart."""

OPENED = ".st-key-card_opened .name >> nth=0"
TILES = ".st-key-tiles_at_threshold"
GZIP = b"\x1f\x8b"

COUNT = """addEventListener("pointerdown", () =>
  sessionStorage.setItem("presses", Number(sessionStorage.getItem("presses") ?? 0) + 1), true)"""


def presses(page):
    return int(page.evaluate("sessionStorage.getItem('presses') ?? 0"))


def start(visit, language):
    """The start page, which counts from now on how often the mouse is pressed."""
    page = visit(f"/?language={language}")
    page.evaluate(COUNT)
    return page


def enter(page, language, name):
    """Through one of the doors of the start page."""
    page.click(f".st-key-card_door_{name} [data-testid=stPageLink] a")
    page.wait_for_selector(f"h1:has-text('{translate(f'{name}.title', language)}')")


def choose_volume(page):
    with page.expect_file_chooser() as chooser:
        page.click("[class*=st-key-volume_] button")
    chooser.value.set_files(upload("volume.nii.gz", nifti(liver())))


def draw(page):
    """A square on two slices, what lies between them, and the mask handed over; its voxels."""
    viewer = viewer_of(page)
    for head in HEADS:
        lasso(page, viewer, [*LESION, head])
    two = marked(page, viewer)
    page.click("[data-act=fill]")
    seven = marked(page, viewer)
    page.click("[data-act=use]")
    assert seven == pytest.approx(3.5 * two, rel=0.02)
    return seven


def take(page, name):
    with page.expect_download() as download:
        page.click(f".st-key-download_{name} button")
    return download.value.path().read_bytes()


@pytest.mark.skipif(not bundle_there(), reason="no bundle here: `make setup` makes static/viewer.js")
def test_a_case_is_uploaded_drawn_predicted_kept_and_taken_away(visit, language):
    page, voxels, risk = predicted(visit, language)
    files = {name: take(page, name) for name in ("features", "volume", "json")}

    assert presses(page) <= CLICKS
    assert json.loads(files["json"])["mask"]["voxels"] == voxels
    assert files["volume"][:2] == GZIP
    assert translate("disclaimer.short", "en").encode() in files["features"]
    page.reload()
    page.wait_for_selector(".risk", timeout=SECONDS)
    expect(page.locator(".risk")).to_have_text(risk, use_inner_text=True)


def predicted(visit, language):
    """The page with the risk of a case that was uploaded and drawn; voxels that were drawn, and the risk."""
    page = start(visit, language)
    enter(page, language, "case")
    choose_volume(page)
    voxels = draw(page)
    page.click(".st-key-predict button:not([disabled])", timeout=SECONDS)
    page.wait_for_selector(".risk", timeout=SECONDS)
    keep(page, f"job-case-{language}")
    return page, voxels, page.inner_text(".risk")


def test_a_team_finds_its_worst_patient_and_sends_the_link(visit, language):
    page = start(visit, language)
    enter(page, language, "cohort")
    open_worst(page)
    keep(page, f"job-team-{language}")

    link = urlsplit(page.url)
    same = visit(f"{link.path}?{link.query}&language={language}")
    same.wait_for_selector(".st-key-card_opened")
    expect(same.locator(OPENED)).to_have_text(page.inner_text(OPENED), use_inner_text=True)
    expect(same.locator("h1")).to_have_text(translate("cohort.title", language))


def open_worst(page):
    """The first row of the table, once the worst stand first."""
    page.click(".st-key-worst label")
    page.wait_for_url("**worst=true**")
    table = page.locator("[data-testid=stDataFrame]")
    for _ in range(10):  # as a person does, who clicks again when the table was just drawn anew
        page.wait_for_selector("[data-test-script-state=notRunning]")
        if page.locator(".st-key-card_opened").count():
            break
        table.click(position={"x": 200, "y": 55})
        page.wait_for_timeout(2000)


def test_a_threshold_is_moved_and_every_view_follows(visit, language):
    page = start(visit, language)
    enter(page, language, "decision")
    before = page.inner_text(TILES)
    page.locator(".st-key-threshold input").press("ArrowRight")
    page.wait_for_url("**threshold=**")
    page.wait_for_function(f"document.querySelector('{TILES}').innerText !== {json.dumps(before)}")
    keep(page, f"job-threshold-{language}")

    percent = parse_qs(urlsplit(page.url).query)["threshold"][0]
    page.locator(".st-key-curve svg text[font-weight='600']", has_text=f"{percent}%").first.wait_for()
    expect(page.locator("h1")).to_contain_text(translate("decision.title", language))


def keep(page, name):
    """Leave a picture of what was reached."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")
