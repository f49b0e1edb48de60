"""Waterfall and violins draw every case once, by outcome, beside the cut."""

import numpy as np
import pandas as pd
import pytest

from core.figures.signature.scores import HALF, ScoredGroup, plot_violins, plot_waterfall


@pytest.fixture(scope="module")
def groups() -> list[ScoredGroup]:
    rng, found = np.random.default_rng(2), []
    for name, n in (("Training, p < 0.001", 30), ("验证集", 12)):
        ids = pd.Index([f"{name[0]}{k}" for k in range(n)])
        event = pd.Series(np.arange(n) % 3 == 0, index=ids)
        found.append(ScoredGroup(name, pd.Series(rng.normal(size=n), ids) + event, event))
    return found


def test_every_case_is_a_bar_from_low_to_high(groups, labels, drawn) -> None:
    rows = drawn(plot_waterfall(groups[0], 0.2, labels), 0)

    assert len(rows) == 30
    assert rows["score"].is_monotonic_increasing
    assert set(rows["name"]) == {"<event>", "<non_event>"}


def test_the_waterfall_says_how_many_lie_on_the_right_side(labels) -> None:
    ids = pd.Index(["a", "b", "c"])
    group = ScoredGroup("G", pd.Series([-1.0, 0.5, 2.0], ids), pd.Series([False, False, True], ids))

    assert plot_waterfall(group, 0.0, labels).to_dict()["description"] == "G, <score>: 2 / 3"


def test_each_split_has_two_violins_as_wide_as_the_others(groups, labels, drawn) -> None:
    shapes = drawn(plot_violins(groups, 0.2, labels), 0)

    widths = shapes.assign(half=shapes["right"] - shapes["place"]).groupby("place")["half"].max()
    assert widths.to_numpy() == pytest.approx([HALF] * 4)


def test_every_case_is_a_dot_and_every_group_has_its_median(groups, labels, drawn) -> None:
    chart = plot_violins(groups, 0.2, labels)

    assert len(drawn(chart, 1)) == 42
    assert drawn(chart, 2)["place"].tolist() == [0, 1, 2, 3]


def test_the_description_tells_medians_and_numbers(groups, labels) -> None:
    told = plot_violins(groups, 0.2, labels).to_dict()["description"]

    assert told.count("(n = ") == 4
    assert "验证集 <event>" in told


def test_one_case_alone_can_be_drawn(labels, drawn) -> None:
    ids = pd.Index(["a", "b"])
    group = ScoredGroup("G", pd.Series([1.0, 1.0], ids), pd.Series([True, False], ids))

    assert np.isfinite(drawn(plot_violins([group], 0.0, labels), 0)["right"]).all()
