"""What core says stands on a page in the language that was chosen, and what a stranger put into it stays text."""

from dataclasses import replace

import pytest

from core.jobs.engine import JobStatus
from core.values import Applicability

TWICE = "every column needs its own name, but ![](http://x) stands there twice: rename one of them"

SAID = {
    "en": r"Every column needs its own name, but !\[\](http\://x) stands there twice\: rename one of them.",
    "zh": r"每列须有各自的名称，但 !\[\](http\://x) 出现两次：请为其一改名。",
}


@pytest.mark.parametrize("language", SAID)
def test_an_error_comes_in_the_chosen_language(open_page, still_engine, language):
    still_engine.stands = JobStatus("failed", 1.0, TWICE, 0, 3.0)

    errors = open_page("case", job="job1", language=language).error

    assert [error.value.partition("** ")[2] for error in errors] == [SAID[language]]


def test_a_damaged_file_is_refused_in_chinese(open_page):
    page = open_page("case")
    page.session_state["language"] = "zh"

    page.file_uploader(key="volume_0").set_value(("scan.pdf.nii", b"%PDF-1.7", "application/octet-stream")).run()

    assert "但 scan.pdf.nii 为 PDF 文档：请导出为其中一种格式。" in page.error[0].value


def test_a_sentence_that_nobody_translated_stays_english(open_page, still_engine):
    still_engine.stands = JobStatus("failed", 1.0, "what came is new", 0, 3.0)

    assert open_page("case", job="job1", language="zh").error[0].value.endswith("** What came is new.")


def test_a_note_comes_in_chinese(open_page, still_engine, workup):
    note = "made with acquisition 2D, while the models learnt from 3D"
    still_engine.finish(replace(workup, notes=(note,)))

    told = [info.value for info in open_page("case", job="job1", language="zh").info]

    assert "本例的采集方式为 2D，而模型学习时为 3D。" in told


def test_a_reason_comes_in_chinese(open_page, still_engine, workup, shown):
    reason = "diameter 22.0 cm lies outside the training range 2.0–15.0 cm"
    far = replace(workup.headline, applicability=Applicability((reason,)))
    still_engine.finish(replace(workup, predictions={**workup.predictions, "combined": far}))

    text = shown(open_page("case", job="job1", language="zh"))

    assert "<li>直径 22.0 cm 超出训练范围 2.0–15.0 cm</li>" in text
