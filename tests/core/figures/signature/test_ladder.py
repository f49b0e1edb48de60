"""Rungs stand in the order given; an interval is drawn where there is one."""

from core.figures.signature.ladder import plot_ladder

RUNGS = [("Apparent", 0.95, None, None), ("嵌套", 0.71, 0.62, 0.79)]


def test_rungs_stand_in_their_order(labels) -> None:
    spec = plot_ladder(RUNGS, labels).to_dict()

    assert spec["layer"][2]["encoding"]["y"]["sort"] == ["Apparent", "嵌套"]
    assert spec["description"] == "<auc>: Apparent 0.950 (–); 嵌套 0.710 (0.620–0.790)"


def test_only_known_intervals_are_drawn(labels, drawn) -> None:
    assert drawn(plot_ladder(RUNGS, labels), 1)["name"].tolist() == ["嵌套"]


def test_an_auc_worse_than_chance_stays_in_the_chart(labels) -> None:
    spec = plot_ladder([("Validation", 0.4, 0.2, 0.6)], labels).to_dict()

    assert spec["layer"][2]["encoding"]["x"]["scale"]["domain"][0] < 0.2
