"""Riley's criteria are those of pmsampsize."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.errors import SettingError
from core.prediction.sample_size import cox_snell_of, events_per_parameter, required_sample

CASES = json.loads((Path(__file__).parents[2] / "references" / "sample_size.json").read_text())["cases"]
FIELDS = ("for_shrinkage", "for_optimism", "for_risk", "patients")


@pytest.mark.parametrize("case", CASES)
def test_patients_are_those_of_pmsampsize(case):
    given = {key: case[key] for key in ("prevalence", "parameters", "shrinkage", "cox_snell")}
    found = required_sample(**given)
    assert [getattr(found, field) for field in FIELDS] == [case[field] for field in FIELDS]
    assert found.largest_cox_snell == pytest.approx(case["largest_cox_snell"], abs=1e-9)
    assert found.events_per_parameter == pytest.approx(case["events_per_parameter"], abs=0.005)


@pytest.mark.parametrize("case", [case for case in CASES if "c_statistic" in case])
def test_expected_r_squared_of_an_auc_is_that_of_a_million_simulated_patients(case):
    assert cox_snell_of(case["c_statistic"], case["prevalence"]) == pytest.approx(case["cox_snell"], abs=2e-3)


@pytest.mark.parametrize(
    ("auc", "parameters", "patients"), [(0.85, 5, (104, 107, 380, 380)), (0.80, 10, (296, 226, 380, 380))]
)
def test_known_sample_sizes_are_found_from_the_auc(auc, parameters, patients):
    found = required_sample(0.557, parameters, c_statistic=auc)
    assert tuple(getattr(found, field) for field in FIELDS) == patients


def test_quadrature_is_the_integral():
    apart, prevalence = np.sqrt(2) * 1.0364333894937898, 0.3  # AUC 0.85
    x = np.linspace(-15, 15, 200_001)
    densities = [np.exp(-((x - m) ** 2) / 2) / np.sqrt(2 * np.pi) for m in (apart, 0.0)]
    risk = prevalence * densities[0] / (prevalence * densities[0] + (1 - prevalence) * densities[1])
    gain = prevalence * densities[0] * np.log(risk / prevalence)
    gain += (1 - prevalence) * densities[1] * np.log((1 - risk) / (1 - prevalence))
    assert cox_snell_of(0.85, prevalence) == pytest.approx(1 - np.exp(-2 * gain.sum() * (x[1] - x[0])), abs=1e-8)


def test_expected_r_squared_does_not_depend_on_which_outcome_is_the_event():
    assert cox_snell_of(0.8, 0.3) == pytest.approx(cox_snell_of(0.8, 0.7))


def test_events_are_those_of_the_rarer_outcome():
    assert events_per_parameter(122, 54, 5) == pytest.approx(10.8)
    assert events_per_parameter(122, 68, 5) == pytest.approx(10.8)


@pytest.mark.parametrize(
    "given", [{"prevalence": 1.0}, {"parameters": 0}, {"c_statistic": 0.5}, {"c_statistic": None}, {"cox_snell": 0.8}]
)
def test_impossible_expectations_are_refused(given):
    with pytest.raises(SettingError, match="came"):
        required_sample(**{"prevalence": 0.5, "parameters": 5, "c_statistic": 0.8} | given)
