"""Concordance on made-up tables whose answer is known."""

import numpy as np
import pandas as pd
import pytest

from core.features.reliability import ccc, icc
from core.proof.concordance import build_family_table, build_trust_table, summarise_method

NAMES = [f"original_glcm_F{n}" for n in range(5)] + [f"wavelet-LLH_glcm_F{n}" for n in range(4)]
NAMES += ["original_shape_Volume"]
NOISE = {"nearest": 1.0, "trilinear": 0.8, "bspline": 0.5, "sinc": 0.4, "good": 0.1, "bad": 3.0}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(0)
    truth = pd.DataFrame(rng.normal(size=(14, len(NAMES))), columns=NAMES)
    noisy = {name: truth + share * rng.normal(size=truth.shape) for name, share in NOISE.items()}
    for table in noisy.values():
        table["original_shape_Volume"] = truth["original_shape_Volume"]
    return {"truth": truth} | noisy


def test_the_table_holds_what_each_feature_gives_alone(tables: dict) -> None:
    row = build_trust_table(tables, "good", draws=50).set_index("feature").loc["original_glcm_F2"]
    truth, good = (tables[name]["original_glcm_F2"] for name in ("truth", "good"))

    assert row["ccc_network"] == pytest.approx(ccc(truth, good))
    assert row["icc"] == pytest.approx(icc(np.stack([truth, good], axis=1)).value)
    assert row["bias"] == pytest.approx((good - truth).mean() / truth.std())


def test_a_method_better_than_interpolation_is_not_flagged(tables: dict) -> None:
    trust = build_trust_table(tables, "good", draws=20)

    assert not trust[["below_bspline", "below_best"]].to_numpy().any()
    assert (trust["ccc_low"] <= trust["ccc_network"]).all()


def test_a_method_worse_than_interpolation_is_flagged_but_for_shape(tables: dict) -> None:
    trust = build_trust_table(tables, "bad", draws=20).set_index("feature")

    assert trust["below_bspline"].sum() == len(NAMES) - 1
    assert not trust.loc["original_shape_Volume", "below_best"]


def test_a_family_is_judged_by_its_median(tables: dict) -> None:
    families = build_family_table(build_trust_table(tables, "bad", draws=20)).set_index("family")

    assert families["n"].to_dict() == {"original_glcm": 5, "wavelet-LLH_glcm": 4, "original_shape": 1}
    assert families["below_best"].tolist() == [True, True, False]
    assert (families["ccc_best"] == families[["ccc_bspline", "ccc_sinc"]].max(axis=1)).all()


def test_a_method_beside_itself_differs_by_nothing(tables: dict) -> None:
    summary = summarise_method(tables, "bspline", draws=50)

    assert summary["median_difference_to_bspline"] == [0, 0, 0]
    assert summary["difference_of_medians_to_bspline"] == [0, 0, 0]


def test_a_better_method_gains_with_an_interval_above_zero(tables: dict) -> None:
    summary = summarise_method(tables, "good", draws=300)

    assert summary["median_difference_to_bspline"][1] > 0
    assert summary["difference_of_medians_to_sinc"][1] > 0
    assert summary["share_above_90"] == 1


def test_shape_is_in_no_median(tables: dict) -> None:
    assert summarise_method(tables, "good", draws=20)["n_features"] == len(NAMES) - 1


def test_three_cases_have_no_interval(tables: dict) -> None:
    three = {name: table.head(3) for name, table in tables.items()}

    assert np.isnan(summarise_method(three, "good")["median_ccc"][1])
    assert build_trust_table(three, "good")["ccc_low"].isna().all()
