"""Intervals of the demonstration's validation patients: of the very risks that ship, and of nobody else's."""

import pytest

from core.demo.intervals import read_demo_intervals
from core.demo.read import read_demo
from core.review import MODELS


@pytest.mark.parametrize("model", MODELS)
def test_an_interval_holds_the_risk_that_ships(model):
    interval = read_demo_intervals()[model]

    risk = read_demo().risks.loc[interval.index, model]
    assert ((interval["low"] < risk) & (risk < interval["high"])).all()


def test_training_patients_have_no_interval():
    cohort = read_demo().cohort

    assert list(read_demo_intervals()["combined"].index) == list(cohort.validation.outcome.index)


def test_an_interval_is_as_far_from_the_risk_on_either_side_of_the_logit():
    interval, logit = read_demo_intervals()["native"], lambda p: (p / (1 - p)).map("{:.12g}".format).astype(float)

    product = logit(interval["low"]) * logit(interval["high"])
    risk = logit(read_demo().risks.loc[interval.index, "native"])
    assert product.to_numpy() == pytest.approx((risk**2).to_numpy(), rel=1e-6)
