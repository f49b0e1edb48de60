"""How far features move from image to image, on the signature's own scale."""

import pandas as pd
import pytest

from core.errors import SignatureMismatch
from core.signature.moves import feature_moves
from core.signature.score import rad_score
from core.values import ARMS, FeatureTable, Signature

NAMES = ("a", "b")
SIGNATURE = Signature(
    "super-resolved",
    NAMES,
    (0.5, -2.0),
    0.1,
    center=(10.0, 1.0),
    scale=(2.0, 0.5),
    low=(0, 0),
    high=(20, 9),
    params_digest="p",
)
VALUES = {"native": (10.0, 1.0), "interpolated": (12.0, 1.5), "super-resolved": (13.0, 3.0)}


@pytest.fixture
def features():
    rows = {arm: pd.DataFrame([values], columns=list(NAMES), index=["C"]) for arm, values in VALUES.items()}
    return {arm: FeatureTable(row, "p", {}) for arm, row in rows.items()}


@pytest.fixture
def moves(features):
    return feature_moves(SIGNATURE, features)


def test_values_are_told_in_training_deviations(moves):
    assert moves.loc["a", list(ARMS)].tolist() == [0.0, 1.0, 1.5]


def test_the_two_steps_add_up_to_the_whole_way(moves):
    whole = moves["super-resolved"] - moves["native"]

    assert (moves["by_interpolation"] + moves["by_network"]).tolist() == pytest.approx(whole.tolist())


def test_what_the_network_adds_is_what_lies_beyond_interpolation(moves):
    assert moves["by_network"].to_dict() == {"a": 0.5, "b": 3.0}


def test_the_largest_move_by_the_network_stands_first(moves):
    assert list(moves.index) == ["b", "a"]


def test_all_moves_together_are_the_difference_of_the_rad_scores(moves, features):
    scores = {arm: rad_score(SIGNATURE, table).iloc[0] for arm, table in features.items()}

    assert moves["score"].sum() == pytest.approx(scores["super-resolved"] - scores["interpolated"])


def test_features_of_other_parameters_are_refused(features):
    other = FeatureTable(features["native"].values, "q", {})

    with pytest.raises(SignatureMismatch, match="extract them again"):
        feature_moves(SIGNATURE, {**features, "native": other})
