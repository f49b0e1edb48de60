"""The check of a case's features against pyradiomics: button, way, table, and where pyradiomics is missing."""

import pytest

from core.features.check import Comparison
from core.jobs.engine import JobStatus
from core.values import ARMS
from pages.case import stock

FOUND = Comparison("log-sigma-1-0-mm-3D_glcm_Imc2", 0.51, 0.5100003, 5.9e-7, 1091, 1130, 0.25, 12.5)


@pytest.fixture
def page(open_page, still_engine, workup):
    """A finished case."""
    still_engine.finish(workup)
    still_engine.comparisons = dict.fromkeys(ARMS, FOUND)
    return open_page("case", job="job1")


@pytest.fixture
def checking(page):
    return page.button(key="check_features").click().run()


def test_a_finished_case_offers_the_check(page):
    assert page.button(key="check_features").label == "Check the features"


def test_a_running_check_says_which_image_it_is_at(checking):
    assert "Interpolated ×2: measured twice, 5 s so far" in checking.get("progress")[0].proto.text


def test_a_waiting_check_says_how_many_are_before_it(page, still_engine):
    still_engine.check_stands = JobStatus("queued", 0.0, "queued", 2, 1.0)

    checking = page.button(key="check_features").click().run()

    assert checking.get("progress")[0].proto.text == "Queued: 2 before this one"


def test_a_finished_check_shows_difference_and_ratio_of_every_image(page, still_engine, shown):
    still_engine.check_stands = JobStatus("done", 1.0, "done", 0, 9.0)

    text = shown(page.button(key="check_features").click().run())

    assert text.count("5.9e-07") == text.count("50 times faster") == 3
    assert "log-sigma-1-0-mm-3D_glcm_Imc2" in text
    assert "1,091 of 1,130" in text


@pytest.fixture
def failed(page, still_engine):
    still_engine.check_stands = JobStatus("failed", 1.0, "the worker process must live, but it stopped", 0, 1.0)
    return page.button(key="check_features").click().run()


def test_a_check_that_failed_is_one_red_sentence(failed):
    assert [len(failed.error), len(failed.exception)] == [1, 0]


def test_a_check_that_failed_can_be_started_again(failed):
    page = failed.button(key="check_again").click().run()

    assert page.button(key="check_features")
    assert not page.error


def test_a_check_is_cancelled_and_the_prediction_stays(checking, still_engine):
    page = checking.button(key="cancel_check").click().run()

    assert still_engine.cancelled == ["check1"]
    assert page.query_params["job"] == "job1"
    assert page.button(key="check_features")


def test_where_pyradiomics_is_missing_the_page_says_so(open_page, still_engine, workup, shown, monkeypatch):
    monkeypatch.setattr(stock, "is_installed", lambda: False)
    still_engine.finish(workup)

    page = open_page("case", job="job1")

    assert "pyradiomics is not installed on this server" in shown(page)
    assert "check_features" not in {button.key for button in page.button}
