import numpy as np
import pandas as pd
import pytest

from core.demo.phantom import demo_case, demo_table
from core.demo.read import read_demo, read_demo_features, read_demo_scores
from core.features.params import DEFAULT_PARAMS, read_params
from core.pipeline import measure_case, read_network
from core.prediction_set import read_prediction_set
from core.values import ARMS

SMALLEST = tuple(demo_table()["diameter_cm"].nsmallest(3).index)


def test_the_shipped_table_is_the_simulated_one() -> None:
    shipped, drawn = read_demo().cohort, demo_table()

    assert shipped.outcome.equals(drawn["event"].rename("event"))
    pd.testing.assert_frame_equal(
        shipped.clinical, drawn[shipped.clinical.columns], check_dtype=False, check_exact=False
    )


def test_every_case_has_a_score_of_every_arm_and_a_risk_of_every_model() -> None:
    risks = read_demo().risks

    assert list(read_demo_scores().columns) == list(ARMS)
    assert set(risks.columns) == set(read_prediction_set().models)
    assert risks.stack().between(0, 1).all()


def test_the_demonstration_says_that_it_is_simulated() -> None:
    assert read_demo().simulated


def test_the_scores_are_those_of_the_shipped_signatures() -> None:
    from core.signature.score import rad_score

    cohort, models, shown = read_demo_features(), read_prediction_set(), read_demo_scores()
    for arm in ARMS:
        scores = rad_score(models.signatures[arm], cohort.validation.features[arm])
        assert np.allclose(scores, shown.loc[scores.index, arm], atol=1e-4)


@pytest.mark.parametrize("case_id", SMALLEST)
def test_extracting_again_gives_the_shipped_features(case_id: str) -> None:
    models, shipped = read_prediction_set(), read_demo_features().features
    again = measure_case(demo_case(case_id), read_network(models.network), read_params(DEFAULT_PARAMS)).features

    for arm in ARMS:
        ours, theirs = again[arm].row(case_id), shipped[arm].row(case_id)
        close = np.isclose(ours, theirs, rtol=1e-4, atol=1e-6)
        assert close.mean() > 0.995, f"{arm}: {list(ours.index[~close])[:5]}"
