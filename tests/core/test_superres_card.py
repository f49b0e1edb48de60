"""A network's folder is read as it stands: what is there is proved by its card, what is not there is empty."""

from pathlib import Path

import pandas as pd
import pytest

from core.cards import Card, file_digests, write_card
from core.errors import CardError
from core.superres_card import (
    excluded_features,
    find_features,
    flagged_features,
    list_networks,
    read_network_card,
    summarise_families,
)

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

    assert (len(read.trust), len(read.learning), read.groups, dict(read.proof("fidelity"))) == (0, 0, (), {})
    assert excluded_features(NAME, folder=tmp_path) == frozenset()


def test_the_proof_is_read_by_group(tmp_path: Path) -> None:
    publish(tmp_path, None, proof={"fidelity": {"liver": {"n": 8, "gain_sinc_db": 0.61}}}, training={"steps": 5})
    read = read_network_card(NAME, tmp_path)

    assert read.proof("fidelity")["liver"]["n"] == 8
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


def test_a_family_below_either_interpolator_is_flagged(trust: pd.DataFrame) -> None:
    liver, sarcoma = (summarise_families(trust, group) for group in ("liver", "sarcoma"))

    assert liver["below_best"].to_dict() == {"glcm": False, "glszm": True}
    assert not sarcoma["below_best"].any()


def test_a_family_is_told_with_its_size_and_its_flagged_features(trust: pd.DataFrame) -> None:
    glcm = summarise_families(trust, "liver").loc["glcm"]

    assert (glcm["n"], glcm["n_flagged"]) == (2, 1)
    assert glcm["ccc_network"] == pytest.approx(0.7)


def test_one_group_suffices_to_flag_a_feature(trust: pd.DataFrame) -> None:
    assert flagged_features(trust, group="liver") == {"original_glcm_Energy"}
    assert flagged_features(trust) == {"original_glcm_Energy", "original_glcm_Contrast"}


def test_by_default_whole_families_are_left_out(tmp_path: Path, trust: pd.DataFrame) -> None:
    folder = publish(tmp_path, trust)

    assert excluded_features(NAME, folder=folder) == {"original_glszm_Zone"}
    assert excluded_features(NAME, group="sarcoma", folder=folder) == frozenset()


def test_features_are_found_by_every_word_and_the_worst_comes_first(trust: pd.DataFrame) -> None:
    assert find_features(trust, "liver", "GLCM orig")["feature"].tolist() == [
        "original_glcm_Energy",
        "original_glcm_Contrast",
    ]
    assert find_features(trust, "liver", only_flagged=True)["feature"].tolist() == ["original_glcm_Energy"]


def test_fidelity_networks_come_first_and_the_newest_of_them(tmp_path: Path) -> None:
    for name in ("sr-perceptual-2026.12", "sr-fidelity-2026.11", "sr-fidelity-2026.12"):
        publish(tmp_path, None, name)

    assert list_networks(tmp_path) == ("sr-fidelity-2026.12", "sr-fidelity-2026.11", "sr-perceptual-2026.12")
