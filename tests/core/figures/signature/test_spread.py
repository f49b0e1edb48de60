"""Histograms count every number once and say where the lines stand."""

import numpy as np
import pytest

from core.figures.signature.spread import plot_icc, plot_null, plot_seeds

NULL = np.array([0.41, 0.5, 0.5, 0.58, np.nan])


def test_every_feature_is_counted_once_unknown_ones_at_zero(labels, drawn) -> None:
    bars = drawn(plot_icc([0.9, 0.95, 0.2, np.nan, -0.3, 1.0], 0.75, labels), 0)

    assert bars["n"].sum() == 6
    assert bars.loc[bars["start"] < 0.01, "n"].sum() == 2


def test_features_below_the_cut_have_their_own_colour(labels, drawn) -> None:
    bars = drawn(plot_icc([0.9, 0.2], 0.75, labels), 0)

    assert bars["colour"].nunique() == 2


def test_permutations_without_a_result_are_not_drawn(labels, drawn) -> None:
    assert drawn(plot_null(NULL, 0.8, labels), 0)["n"].sum() == 4


def test_the_observed_auc_is_marked_and_lies_in_the_chart(labels, drawn) -> None:
    chart = plot_null(NULL, 0.83, labels)

    assert drawn(chart, 3)["start"].tolist() == [0.83]
    assert chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"] == pytest.approx([0.4, 0.9])
    assert chart.to_dict()["description"] == "<auc>, <permutations> 4: <chance>; <observed>"


def test_a_cohort_without_a_split_of_its_own_marks_none(labels) -> None:
    with_own, without = (plot_seeds([0.6, 0.7], own, labels).to_dict()["layer"] for own in (0.65, None))

    assert len(with_own) - len(without) == 2


def test_an_auc_of_one_stays_in_the_last_bar(labels, drawn) -> None:
    assert drawn(plot_seeds([1.0, 0.55], None, labels), 0)["n"].tolist() == [1, 1]
