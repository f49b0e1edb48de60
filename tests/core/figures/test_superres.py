"""Charts of trust and of learning show every feature and every run, coloured by what was flagged."""

import numpy as np
import pandas as pd
import pytest

from core.figures.superres import DRAWN_STEPS, LearningLabels, TrustLabels, plot_learning, plot_trust

TRUST = TrustLabels("CCC, network", "CCC, B-spline", "trusted", "flagged", "Feature", "Family")
LEARNING = LearningLabels("Minutes", "Gain, dB", "Training", "Validation")


@pytest.fixture
def trust() -> pd.DataFrame:
    table = pd.DataFrame({"feature": ["a", "b", "c"], "family": "glcm", "ccc_network": [0.9, 0.4, np.nan]})
    return table.assign(ccc_bspline=[0.7, 0.6, 0.5], below_bspline=[False, True, False])


def runs(steps: int) -> pd.DataFrame:
    step = np.arange(1, steps + 1)
    parts = [
        pd.DataFrame(
            {"run": run, "seconds": 60.0 * step, "train_gain_db": np.log(step), "validation_gain_db": step / 9}
        )
        for run in ("seed 1", "seed 2")
    ]
    return pd.concat(parts)


def rows(spec: dict, position: int) -> pd.DataFrame:
    data = spec["layer"][position].get("data", spec.get("data"))
    return pd.DataFrame(spec["datasets"][data["name"]])


def test_flagged_features_have_their_own_colour_and_number(trust):
    spec = plot_trust(trust, TRUST).to_dict()

    dots = rows(spec, 1).set_index("feature")["name"]
    assert dots.to_dict() == {"a": "trusted (n = 2)", "b": "flagged (n = 1)"}
    assert "flagged (n = 1)" in spec["description"]


def test_both_axes_have_one_scale(trust):
    encoding = plot_trust(trust, TRUST).to_dict()["layer"][1]["encoding"]

    assert encoding["x"]["scale"] == encoding["y"]["scale"] == {"domain": [0.0, 1.0], "nice": False}


def test_a_negative_concordance_stays_in_the_chart(trust):
    trust.loc[1, "ccc_network"] = -0.13

    assert plot_trust(trust, TRUST).to_dict()["layer"][1]["encoding"]["y"]["scale"]["domain"] == [-0.2, 1.0]


def test_every_run_draws_training_and_validation_in_minutes():
    lines = rows(plot_learning(runs(5), LEARNING).to_dict(), 0)

    assert set(map(tuple, lines[["run", "part"]].to_numpy())) == {
        (run, part) for run in ("seed 1", "seed 2") for part in ("Training", "Validation")
    }
    assert lines["minutes"].max() == 5


def test_a_validation_that_was_not_measured_is_not_drawn():
    table = runs(5)
    table["validation_gain_db"] = np.nan

    assert set(rows(plot_learning(table, LEARNING).to_dict(), 0)["part"]) == {"Training"}


def test_a_long_training_is_thinned_but_keeps_its_ends():
    lines = rows(plot_learning(runs(5000), LEARNING).to_dict(), 0)

    assert len(lines) <= 4 * DRAWN_STEPS
    assert (lines["minutes"].min(), lines["minutes"].max()) == (1, 5000)


def test_the_description_tells_where_the_gains_end():
    assert "Validation +0.56" in plot_learning(runs(5), LEARNING).to_dict()["description"]
