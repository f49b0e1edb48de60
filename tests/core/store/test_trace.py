"""What made this number is answered down to the digests of what came in."""

import json

import pytest

from core.errors import StoreError
from core.store import jobs
from core.store.identity import code_version
from core.store.keep import keep_workup
from core.store.trace import chain_json, trace, trace_risk


@pytest.fixture
def chain(store, workup, asked):
    with store.writing() as session:
        job_id = jobs.submit(session, "predict", asked.inputs, asked.params)
        jobs.claim(session, job_id, "w")
    result = keep_workup(store, workup, asked, job_id)
    with store.writing() as session:
        jobs.finish(session, job_id, result)
    return {(made.kind, made.name): made for made in trace_risk(store, job_id, "combined")}


def test_the_chain_leads_from_the_risk_to_images_models_and_weights(chain) -> None:
    assert next(iter(chain)) == ("prediction", "combined")
    assert set(chain) >= {("features", "super-resolved"), ("image", "native"), ("mask", "local"), ("clinical", "")}
    assert set(chain) >= {("model", "combined"), ("signature", "super-resolved"), ("analysis", "prediction set")}
    assert chain[("file", "network")].digest == "7" * 64


def test_nothing_of_the_other_arms_is_in_it(chain) -> None:
    assert not {name for _, name in chain} & {"interpolated", "added", "clinical-only"}


def test_digests_are_those_the_rest_of_the_software_prints(chain, asked, models) -> None:
    assert chain[("image", "native")].digest == asked.case.volume.digest
    assert chain[("mask", "local")].digest == asked.case.mask.digest
    assert chain[("model", "combined")].digest == models.card.files["model-combined.json"]


def test_every_source_of_a_row_is_a_row(chain) -> None:
    digests = {made.digest for made in chain.values()}

    assert {digest for made in chain.values() for digest in made.sources.values()} <= digests


def test_what_was_computed_carries_code_and_parameters_and_what_came_in_none(chain) -> None:
    made = chain[("features", "super-resolved")]

    assert made.code_version == code_version()
    assert made.params["sha256"] == "9" * 64
    assert made.versions["numpy"] == "2.4.6"
    assert chain[("image", "native")].code_version == ""


def test_the_file_says_what_it_is_not(chain) -> None:
    told = json.loads(chain_json(tuple(chain.values()), simulated=True))

    assert told["notice"].startswith("Research use only")
    assert told["simulated"] is True
    assert told["chain"][0]["kind"] == "prediction"


def test_an_unknown_job_has_no_chain_and_an_unknown_record_is_said(store) -> None:
    assert trace_risk(store, "0" * 32, "combined") == ()
    with pytest.raises(StoreError, match="it was erased, so compute it again"):
        trace(store, "0" * 64)
