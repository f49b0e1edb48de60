"""The whole proof on four tiny volumes with an untrained network, which is sinc."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import UnreadableFile
from core.features.params import read_params
from core.proof import checks, report
from core.proof.report import Proof, ProofSettings, bench_network, plain, write_proof
from tests.core.proof.conftest import make_network


@pytest.fixture(scope="module")
def proof(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    quick = read_params()
    quick = quick.__class__(dict(quick.content) | {"imageType": {"Original": {}}}, "quick")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "read_params", lambda: quick)
        patch.setattr(checks, "REGION", (16, 16, 8))
        patch.setattr(checks, "SURROUNDED", (20, 20, 12))
        return bench_network(folder, {"net": make_network()}, tmp_path_factory.mktemp("kept"), ProofSettings(draws=50))


def test_an_untrained_network_has_the_concordance_of_sinc(proof: Proof) -> None:
    trust = proof.trust["net"]

    assert np.allclose(trust["ccc_network"], trust["ccc_sinc"], atol=1e-3)
    assert len(trust) == 107


def test_the_paired_difference_of_sinc_to_itself_is_nothing(proof: Proof) -> None:
    rows = [row for row in proof.report["concordance"] if (row["method"], row["binning"]) == ("net", "width")]

    assert rows[0]["median_difference_to_sinc"] == pytest.approx([0, 0, 0], abs=1e-3)


def test_what_is_written_is_plain_json_beside_two_tables(proof: Proof, tmp_path: Path) -> None:
    write_proof(proof, tmp_path / "out" / "report.json")
    content = json.loads((tmp_path / "out" / "report.json").read_text())

    assert content["methods"] == ["nearest", "trilinear", "bspline", "sinc", "net"]
    assert len(pd.read_csv(tmp_path / "out" / "trust.csv")) == 107
    assert {"family", "group", "below_best"} < set(pd.read_csv(tmp_path / "out" / "families.csv"))


def test_further_networks_have_tables_of_their_own_name(proof: Proof, tmp_path: Path) -> None:
    both = {"net": proof.trust["net"], "second": proof.trust["net"]}
    write_proof(Proof(proof.report, both, {}), tmp_path / "report.json")

    assert (tmp_path / "trust-second.csv").exists()


def test_checks_hold_for_the_network(proof: Proof) -> None:
    found = proof.report["checks"]["net"]

    assert found["corner_error_mm"] < 1e-3
    assert found["seam_error"] < 1e-4
    assert found["seconds"] > 0


def test_numbers_of_numpy_become_plain_and_what_is_not_finite_unknown() -> None:
    assert plain({"a": (np.float32(1), np.bool_(True)), 2: [float("inf")]}) == {"a": [1.0, True], "2": [None]}


def test_volumes_that_all_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.nii").write_text("no image")

    with pytest.raises(UnreadableFile, match="none could be read"):
        bench_network(tmp_path, {}, tmp_path / "kept")
