"""The engine beside pyradiomics on one case."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.errors import SettingError
from core.features import stock
from core.features.check import Comparison, compare_with_pyradiomics, relative_differences
from core.features.engine import measure
from core.features.params import read_params

ROOT = Path(__file__).parents[3]


@pytest.fixture
def comparison(case) -> Comparison:
    return compare_with_pyradiomics(case, read_params())


def test_all_features_are_compared_and_nearly_all_are_equal(comparison: Comparison) -> None:
    assert comparison.n == 1130
    assert comparison.equal > 1000
    assert comparison.difference < 1e-4


def test_the_largest_difference_is_that_of_its_two_values(comparison: Comparison) -> None:
    gap = abs(comparison.engine - comparison.pyradiomics) / abs(comparison.pyradiomics)

    assert gap == pytest.approx(comparison.difference)


def test_the_engine_is_faster(comparison: Comparison) -> None:
    assert comparison.ratio == comparison.pyradiomics_seconds / comparison.engine_seconds > 1


def test_a_wrong_value_is_seen(case, monkeypatch: pytest.MonkeyPatch) -> None:
    right = measure.measure_features
    wrong = {"original_glcm_Contrast": 1e9}
    monkeypatch.setattr(measure, "measure_features", lambda *given: right(*given) | wrong)

    found = compare_with_pyradiomics(case, read_params())

    assert (found.feature, found.engine) == ("original_glcm_Contrast", 1e9)


def test_one_side_without_a_number_differs_infinitely_and_two_do_not() -> None:
    gaps = relative_differences({"a": np.nan, "b": np.nan, "c": 0.0}, {"a": 1.0, "b": np.nan, "c": 0.0})

    assert gaps == {"a": np.inf, "b": 0.0, "c": 0.0}


def test_without_pyradiomics_nothing_is_compared(case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "is_installed", lambda: False)

    with pytest.raises(SettingError, match="pyradiomics must be installed"):
        compare_with_pyradiomics(case, read_params())


def test_a_page_reads_a_comparison_without_loading_what_made_it() -> None:
    code = "import sys, core.features.check; sys.exit(bool({'numba', 'radiomics', 'SimpleITK'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
