"""What made this number: asked for, it shows the chain of the headline risk; not kept, it says so."""

from contextlib import closing

import pytest

from core.prediction_set import DEFAULT_SET, read_prediction_set
from core.store import jobs
from core.store.database import open_store
from core.store.keep import Asked, keep_workup
from core.values import ReconstructionSettings


@pytest.fixture
def kept(tmp_path, monkeypatch, workup, still_engine):
    """A finished prediction in a store of its own; its job."""
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    asked = Asked(workup.case, read_prediction_set(DEFAULT_SET), ReconstructionSettings())
    still_engine.finish(workup)
    with closing(open_store()) as store:
        with store.writing() as session:
            job_id = jobs.submit(session, "predict", asked.inputs, asked.params)
            jobs.claim(session, job_id, "w")
        result = keep_workup(store, workup, asked, job_id)
        with store.writing() as session:
            jobs.finish(session, job_id, result)
        yield job_id


def ask(page):
    page.session_state["origin"] = True
    return page.run()


def test_the_chain_is_shown_when_it_is_asked_for(open_page, shown, kept, workup) -> None:
    page = open_page("case", job=kept)
    assert workup.case.volume.digest[:8] not in shown(page)

    page = ask(page)

    assert not page.exception
    assert "Features, Super-resolved" in shown(page)
    assert workup.case.volume.digest[:8] in shown(page)


def test_a_prediction_that_is_not_kept_says_so(open_page, shown, still_engine, workup, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    still_engine.finish(workup)

    page = ask(open_page("case", job="job1"))

    assert "This prediction is not in the store" in shown(page)
    open_store().close()
