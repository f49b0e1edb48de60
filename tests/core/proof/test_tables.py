import numpy as np
import pandas as pd
import pytest

from core.proof.methods import INTERPOLATORS
from core.proof.tables import join_family_tables, join_trust_tables, summarise_tables

NAMES = ["original_glcm_A", "original_glcm_B", "wavelet-HHH_ngtdm_C"]


@pytest.fixture(scope="module")
def tables() -> dict:
    rng = np.random.default_rng(1)

    def group(cases: int) -> dict[str, pd.DataFrame]:
        methods = ("truth", "net", *INTERPOLATORS)
        return {name: pd.DataFrame(rng.normal(size=(cases, 3)), columns=NAMES) for name in methods}

    return {
        ("liver", "width"): group(6),
        ("liver", "count"): group(6),
        ("limb", "width"): group(5),
        ("one", "width"): group(1),
    }


def test_groups_stand_below_each_other_with_their_name(tables: dict) -> None:
    trust = join_trust_tables(tables, ["net"], draws=20)["net"]

    assert trust.groupby("group")["feature"].count().to_dict() == {"limb": 3, "liver": 3}
    assert list(trust.columns[:4]) == ["feature", "family", "group", "ccc_network"]


def test_families_keep_their_group(tables: dict) -> None:
    families = join_family_tables(join_trust_tables(tables, ["net"], draws=20)["net"])

    assert families[["family", "group", "n"]].to_numpy().tolist() == [
        ["original_glcm", "liver", 2],
        ["wavelet-HHH_ngtdm", "liver", 1],
        ["original_glcm", "limb", 2],
        ["wavelet-HHH_ngtdm", "limb", 1],
    ]


def test_every_method_but_the_truth_is_summarised_for_each_binning(tables: dict) -> None:
    rows = summarise_tables(tables, draws=20)

    assert {(row["group"], row["binning"]) for row in rows} == {
        ("liver", "width"),
        ("liver", "count"),
        ("limb", "width"),
    }
    assert {row["method"] for row in rows} == {"net", *INTERPOLATORS}


def test_a_single_case_tells_nothing_of_agreement(tables: dict) -> None:
    assert join_trust_tables({("one", "width"): tables["one", "width"]}, ["net"]) == {}
