"""The trust table read by family, by feature and by word: flagged is what falls behind interpolation."""

import pandas as pd
import pytest

from core.superres_trust import find_features, flagged_features, median_concordances, summarise_families

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


def test_features_are_found_by_every_word_and_the_worst_comes_first(trust: pd.DataFrame) -> None:
    assert find_features(trust, "liver", "GLCM orig")["feature"].tolist() == [
        "original_glcm_Energy",
        "original_glcm_Contrast",
    ]
    assert find_features(trust, "liver", only_flagged=True)["feature"].tolist() == ["original_glcm_Energy"]


def test_medians_leave_out_shape_which_no_method_changes(trust: pd.DataFrame) -> None:
    shape = trust.iloc[[0]].assign(feature="original_shape_Volume", ccc_network=1.0)

    medians = median_concordances(pd.concat([trust, shape]), "liver")

    assert medians == {"ccc_network": 0.6, "ccc_bspline": 0.65, "ccc_sinc": 0.6}
