"""A proof put onto the card of the network it is about."""

from pathlib import Path

import pandas as pd
import pytest

from core.cards import Card, file_digests, read_card, write_card
from core.proof.publish import publish_proof
from core.proof.report import Proof

REPORT = {
    "split": "held out",
    "networks": {"net": "0" * 64, "rival": "1" * 64},
    **{key: [] for key in ("fidelity", "concordance", "lesions")},
    "families": {"net": []},
    "checks": {"net": {"corner_error_mm": 1e-5}},
}
TABLE = pd.DataFrame({"feature": ["a"], "icc": [0.123456]})
PROOF = Proof(REPORT, {"net": TABLE}, {"net": TABLE})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "weights.safetensors").write_bytes(b"weights")
    files = file_digests(tmp_path, ["weights.safetensors"])
    write_card(tmp_path, Card("net", "network", "1", *"abcd", files=files, extra={"training": {"seed": 1}}))
    return tmp_path


def test_the_card_tells_what_was_measured_beside_what_it_told(folder: Path) -> None:
    publish_proof(PROOF, "net", folder)

    extra = read_card(folder).extra
    assert extra["proof"]["checks"] == {"corner_error_mm": 1e-5}
    assert extra["training"] == {"seed": 1}


def test_the_tables_are_listed_with_their_digests(folder: Path) -> None:
    publish_proof(PROOF, "net", folder)

    assert set(read_card(folder).files) == {"weights.safetensors", "trust.csv", "families.csv"}
    assert pd.read_csv(folder / "trust.csv")["icc"].tolist() == [0.1235]


def test_a_second_proof_replaces_the_first(folder: Path) -> None:
    publish_proof(PROOF, "net", folder)
    publish_proof(Proof({**REPORT, "checks": {"net": {"seconds": 3.0}}}, {}, {}), "net", folder)

    assert read_card(folder).extra["proof"]["checks"] == {"seconds": 3.0}
