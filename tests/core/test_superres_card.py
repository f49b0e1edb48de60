"""A network's folder is read as it stands: what is there is proved by its card, what is not there is empty."""

from pathlib import Path

import pandas as pd
import pytest

from core.cards import Card, file_digests, write_card
from core.errors import CardError
from core.superres_card import excluded_features, list_networks, read_network_card

NAME = "sr-fidelity-test"
ROWS = [
    ("original_glcm_Contrast", "glcm", "liver", 0.8, 0.7, 0.6),
    ("original_glcm_Energy", "glcm", "liver", 0.6, 0.65, 0.6),
    ("original_glszm_Zone", "glszm", "liver", 0.5, 0.4, 0.55),
    ("original_glcm_Contrast", "glcm", "sarcoma", 0.9, 0.95, 0.9),
    ("original_glcm_Energy", "glcm", "sarcoma", 0.99, 0.9, 0.9),
    ("original_glszm_Zone", "glszm", "sarcoma", 0.9, 0.8, 0.8),
]


@pytest.fixture(scope="module")
def trust() -> pd.DataFrame:
    table = pd.DataFrame(ROWS, columns=["feature", "family", "group", "ccc_network", "ccc_bspline", "ccc_sinc"])
    behind = table["ccc_network"] < table["ccc_bspline"]
    best = table["ccc_network"] < table[["ccc_bspline", "ccc_sinc"]].max(axis=1)
    return table.assign(ccc_low=0.4, ccc_high=0.9, icc=0.7, bias=0.0, below_bspline=behind, below_best=best)


def publish(folder: Path, trust: pd.DataFrame | None, name: str = NAME, **extra: object) -> Path:
    (folder / name).mkdir()
    if trust is not None:
        trust.to_csv(folder / name / "trust.csv", index=False)
    files = file_digests(folder / name, [path.name for path in (folder / name).iterdir()])
    write_card(folder / name, Card(name, "network", "1", "d", "i", "l", "data", files, extra))
    return folder


def test_a_new_folder_offers_nothing_and_says_so(tmp_path: Path) -> None:
    read = read_network_card(NAME, publish(tmp_path, None))

    assert (len(read.trust), len(read.learning), read.groups, read.fidelity, read.checks) == (0, 0, (), {}, {})
    assert excluded_features(NAME, folder=tmp_path) == frozenset()


def test_the_proof_is_read_by_group(tmp_path: Path) -> None:
    publish(tmp_path, None, proof={"fidelity": {"liver": {"n": 8, "gain_sinc_db": 0.61}}}, training={"steps": 5})
    read = read_network_card(NAME, tmp_path)

    assert read.fidelity["liver"]["n"] == 8
    assert read.training["steps"] == 5


def test_a_table_comes_back_as_it_was_written(tmp_path: Path, trust: pd.DataFrame) -> None:
    read = read_network_card(NAME, publish(tmp_path, trust))

    assert read.groups == ("liver", "sarcoma")
    pd.testing.assert_frame_equal(read.trust[trust.columns], trust)


def test_a_table_the_card_does_not_list_is_not_believed(tmp_path: Path, trust: pd.DataFrame) -> None:
    publish(tmp_path, None)
    trust.to_csv(tmp_path / NAME / "trust.csv", index=False)

    assert read_network_card(NAME, tmp_path).trust.empty


def test_an_altered_table_is_refused(tmp_path: Path, trust: pd.DataFrame) -> None:
    publish(tmp_path, trust)
    trust.head(2).to_csv(tmp_path / NAME / "trust.csv", index=False)

    with pytest.raises(CardError, match=r"trust\.csv differs"):
        read_network_card(NAME, tmp_path)


def test_a_table_without_its_columns_is_refused(tmp_path: Path, trust: pd.DataFrame) -> None:
    publish(tmp_path, trust.drop(columns="ccc_sinc"))

    with pytest.raises(CardError, match="ccc_sinc is missing"):
        read_network_card(NAME, tmp_path)


def test_by_default_whole_families_are_left_out(tmp_path: Path, trust: pd.DataFrame) -> None:
    folder = publish(tmp_path, trust)

    assert excluded_features(NAME, folder=folder) == {"original_glszm_Zone"}
    assert excluded_features(NAME, group="sarcoma", folder=folder) == frozenset()


def test_fidelity_networks_come_first_and_the_newest_of_them(tmp_path: Path) -> None:
    for name in ("sr-perceptual-2026.12", "sr-fidelity-2026.11", "sr-fidelity-2026.12"):
        publish(tmp_path, None, name)

    assert list_networks(tmp_path) == ("sr-fidelity-2026.12", "sr-fidelity-2026.11", "sr-perceptual-2026.12")


def test_the_summary_of_a_benchmark_is_understood(tmp_path: Path, trust: pd.DataFrame) -> None:
    foreground = {"liver": {"n": 8, "gain_over_sinc": 0.61, "ssim": 0.84, "consistency_error": 2e-4}}
    told = {"n_cases": 8, "median_ccc": [0.8, 0.7, 0.9], "difference_of_medians_to_bspline": [0.1, 0.05, 0.2]}
    proof = {"foreground": foreground, "concordance": {"liver": told}, "lesions": {"3 mm": {"integral_error": 0.01}}}
    read = read_network_card(NAME, publish(tmp_path, trust, proof=proof))

    assert read.fidelity["liver"]["gain_sinc_db"] == 0.61
    assert read.checks == {"consistency_error": 2e-4, "lesion_error": 0.01}
    liver = read.concordance["liver"]
    assert [liver[key] for key in ("n", "median_ccc_network", "ci_low", "ci_high")] == [8, 0.8, 0.05, 0.2]


def test_medians_of_interpolators_come_from_the_trust_table(tmp_path: Path, trust: pd.DataFrame) -> None:
    read = read_network_card(NAME, publish(tmp_path, trust, proof={"concordance": {"liver": {"n": 8}}}))

    assert read.concordance["liver"]["median_ccc_bspline"] == 0.65
