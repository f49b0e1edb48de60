"""What the viewer is sent, what is done with what comes back, and what stands in its place where it cannot run."""

import base64
import gzip
import json
import re
import struct
import zlib
from pathlib import Path
from types import SimpleNamespace

import nibabel
import numpy as np
import pytest

from core.language import LANGUAGES, translate
from pages.shared.viewer import component

AFFINE = np.diag([-2.0, 2.0, 3.0, 1.0])
GREY = np.random.default_rng(0).normal(100, 10, (24, 22, 12)).astype(np.float32)
BALL = np.zeros(GREY.shape, np.uint8)
BALL[8:16, 8:16, 4:9] = 1
SCRIPTS = sorted(Path(component.HERE).glob("web/*.js"))


class StillBrowser:
    """In place of the browser: keeps what it is sent, and answers what the test put there."""

    def __init__(self):
        self.sent, self.drawn, self.trouble = [], None, None

    def __call__(self, *, data, key, **_):
        self.sent.append(data)
        drawn = None
        if key == "delineation":
            drawn, self.drawn = self.drawn, None
        return SimpleNamespace(drawn=drawn, trouble=self.trouble)

    @property
    def head(self):
        (length,) = struct.unpack("<I", self.sent[-1][:4])
        return json.loads(self.sent[-1][4 : 4 + length])

    def draw(self, labels):
        """Hand over labels on the grid of the file, whose first axis runs to the left."""
        shown = np.flip(labels, 0).tobytes(order="F")
        self.drawn = {"key": self.head["key"], "labels": base64.b64encode(zlib.compress(shown)).decode()}


@pytest.fixture
def browser(open_page, monkeypatch, tmp_path):
    """Where the bundle is there and a browser answers; after `open_page`, which says that it is not."""
    still, bundle = StillBrowser(), tmp_path / "viewer.js"
    bundle.write_text("export {}")
    monkeypatch.setattr(component, "BUNDLE", bundle)
    monkeypatch.setattr(component, "_mount", still)
    return still


@pytest.fixture
def finished(open_page, still_engine, workup):
    still_engine.finish(workup)
    return lambda **query: open_page("case", job="job1", **query)


@pytest.fixture
def upload(open_page, browser):
    """Upload a volume, and a mask when there is one."""

    def put(mask=None):
        page = open_page("case")
        for name, data in (("volume", GREY), ("mask", mask)):
            if data is not None:
                content = gzip.compress(nibabel.Nifti1Image(data, AFFINE).to_bytes(), 1)
                page.file_uploader(key=f"{name}_0").set_value((f"{name}.nii.gz", content, "application/gzip"))
        return page.run()

    return put


def test_without_the_bundle_the_server_draws_and_says_so(finished, shown):
    page = finished()

    assert "not set up on this server" in shown(page)
    assert page.segmented_control(key="plane").value == "axial"


@pytest.mark.parametrize(("trouble", "said"), [("webgl", "no_webgl"), ("bundle", "failed")])
def test_a_browser_that_cannot_show_it_gets_slices_and_a_sentence(finished, browser, shown, trouble, said):
    browser.trouble = trouble

    page = finished()

    assert translate(f"viewer.{said}", "en") in shown(page)
    assert page.segmented_control(key="plane").value == "axial"


def test_every_pane_of_a_case_is_sent_in_one_window(finished, browser):
    finished()

    panes = {pane["name"]: pane for pane in browser.head["panes"]}
    assert list(panes) == ["native", "super-resolved", "interpolated", "added"]
    assert len({tuple(panes[name]["window"]) for name in ("native", "super-resolved", "interpolated")}) == 1
    assert panes["added"]["window"][0] == -panes["added"]["window"][1]


def test_a_rerun_sends_the_same_bytes(finished, browser):
    page = finished()
    page.run()

    first, *others = browser.sent
    assert others
    assert set(others) == {first}


def test_only_the_region_around_the_mask_is_sent(finished, browser, workup):
    finished()

    shapes = {pane["name"]: pane["shape"] for pane in browser.head["panes"]}
    assert shapes["super-resolved"] == [2 * size for size in shapes["native"]]
    assert np.prod(shapes["super-resolved"]) == workup.super_resolved.data.size


def test_the_super_resolution_page_opens_all_four_panes(open_page, browser, still_engine, workup, shown):
    still_engine.finish(workup)
    open_page("case", job="job1").switch_page("pages/superres/view.py").run()

    assert all(pane["shown"] for pane in browser.head["panes"])


def test_the_viewer_speaks_the_language_of_the_page(finished, browser):
    finished(language="zh")

    assert browser.head["words"]["delineate"] == "勾画"
    assert browser.head["panes"][1]["title"] == "超分辨率"


def test_a_volume_without_a_mask_is_opened_with_the_pen_out(upload, browser):
    page = upload()

    assert browser.head["drawing"]
    assert "24×22×12 voxels of 2.00×2.00×3.00 mm" in browser.head["grid"]
    assert "predict" not in [button.key for button in page.button]


def test_a_drawn_mask_is_checked_and_predicted_like_an_uploaded_one(upload, browser, shown, still_engine):
    page = upload()
    browser.draw(BALL)
    page.run()
    assert "The mask drawn here is in use: 320 voxels" in shown(page)

    page.button(key="predict").click().run()

    assert np.array_equal(still_engine.submitted[0].mask.data, BALL.astype(bool))


def test_a_drawn_mask_takes_the_place_of_an_uploaded_one(upload, browser, still_engine):
    page = upload(BALL)
    page.toggle(key="look_through").set_value(True).run()
    browser.draw(np.roll(BALL, 2, axis=1))
    page.run()

    page.button(key="predict").click().run()

    assert np.array_equal(still_engine.submitted[0].mask.data, np.roll(BALL, 2, axis=1).astype(bool))


def test_an_uploaded_mask_is_where_the_drawing_begins(upload, browser):
    upload(BALL).toggle(key="look_through").set_value(True).run()

    labels = browser.sent[-1][-browser.head["bytes"][-1] :]
    assert browser.head["labelled"]
    assert zlib.decompress(labels) == np.flip(BALL, 0).tobytes(order="F")


def test_only_the_label_of_the_lesion_is_measured(upload, browser, shown):
    two = BALL.copy()
    two[8:10] = 2
    page = upload()
    browser.draw(two)

    assert "The mask drawn here is in use: 240 voxels" in shown(page.run())


def test_a_dropped_drawing_is_gone_in_the_browser_too(upload, browser):
    page = upload()
    browser.draw(BALL)
    before = browser.head["key"]
    page.run().button(key="drop_drawing").click().run()

    assert browser.head["key"] != before
    assert "predict" not in [button.key for button in page.button]


def test_a_change_of_the_drawing_forgets_the_prediction(upload, browser):
    page = upload()
    browser.draw(BALL)
    page.run().button(key="predict").click().run()
    page.button(key="cancel").click().run()
    browser.draw(np.roll(BALL, 1, axis=0))

    assert "job" not in page.run().query_params


def test_beside_a_result_the_mask_is_adjusted_when_it_is_asked_for(upload, browser, still_engine, workup):
    page = upload(BALL)
    still_engine.finish(workup)
    page.button(key="predict").click().run()
    assert not browser.head["draw"]

    page.toggle(key="look_through").set_value(True).run()
    assert browser.head["draw"]
    browser.draw(np.roll(BALL, 1, axis=0))
    assert "job" not in page.run().query_params


def test_what_was_drawn_on_another_volume_is_let_go(upload, browser, shown):
    page = upload()
    browser.draw(BALL)
    browser.drawn["key"] = "draw-of-another"

    assert "The mask drawn here is in use" not in shown(page.run())


@pytest.mark.parametrize("labels", ["not base64!", base64.b64encode(b"no stream").decode(), ""])
def test_a_damaged_drawing_is_one_red_sentence(upload, browser, labels):
    page = upload()
    browser.drawn = {"key": browser.head["key"], "labels": labels}
    page.run()

    assert [len(page.error), len(page.exception)] == [1, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_viewer_is_a_phrase(language):
    keys = [*component.WORDS, *(f"key_{does}" for does in (component.KEYS | component.DRAWING_KEYS).values())]

    assert all(translate(f"viewer.{key}", language, **dict.fromkeys(("shape", "spacing"), "")) for key in keys)


def test_every_word_the_scripts_ask_for_is_sent():
    text = " ".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    asked = set(re.findall(r"words\.(\w+)|tell\(\"(\w+)\"|#button\(\"(\w+)\"", text))

    assert {word for found in asked for word in found if word} <= set(component.WORDS)
    assert len(asked) > 10
