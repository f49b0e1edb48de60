"""Images are measured once; a case that cannot be measured is named, and the others go on."""

import pytest

from core.cohort_study.images import MeasuredCase, MeasuredCohort, Measuring, measure_cohort
from core.demo.phantom import demo_case, demo_table
from core.errors import CohortError
from core.features.params import DEFAULT_PARAMS, read_params
from core.features.tables import read_features
from core.imaging.nifti import write_volume
from core.reliability_study import CaseFiles
from core.values import ReconstructionSettings, Volume


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[CaseFiles]:
    folder = tmp_path_factory.mktemp("images")
    case = demo_case(demo_table()["diameter_cm"].idxmin())
    write_volume(case.volume, folder / "v.nii.gz")
    write_volume(Volume(case.mask.data, case.mask.affine), folder / "m.nii.gz")
    files = {"volume": folder / "v.nii.gz", "mask": folder / "m.nii.gz"}
    return [CaseFiles("a/1", **files), CaseFiles("lost", folder / "none.nii.gz", folder / "m.nii.gz")]


@pytest.fixture(scope="module")
def measuring(tmp_path_factory: pytest.TempPathFactory) -> Measuring:
    folder, params = tmp_path_factory.mktemp("out") / "features", read_params(DEFAULT_PARAMS)
    return Measuring(folder, ("native",), params, ReconstructionSettings())


@pytest.fixture(scope="module")
def measured(cases, measuring) -> MeasuredCohort:
    return measure_cohort(cases, measuring)


def test_the_case_that_can_be_measured_is(measured: MeasuredCohort) -> None:
    table = measured.features["native"]

    assert list(table["case_id"]) == ["a/1"]
    assert table.shape[1] > 1130
    assert len(measured.spacing) == 3


def test_the_case_that_cannot_is_named_with_the_reason(measured: MeasuredCohort) -> None:
    assert list(measured.notes) == ["lost"]
    assert "must" in measured.notes["lost"]


def test_what_was_measured_is_not_measured_again(cases, measuring, measured, monkeypatch) -> None:
    monkeypatch.setattr("core.cohort_study.images.measure_arm", None)

    assert measure_cohort(cases, measuring).features["native"].equals(measured.features["native"])


def test_a_table_of_no_measurable_case_is_refused(cases, measuring) -> None:
    with pytest.raises(CohortError, match="none of 1 is"):
        measure_cohort(cases[1:], measuring)


def test_whoever_measures_elsewhere_tells_outcomes_and_remarks(cases, measuring, measured) -> None:
    def elsewhere(_measuring: Measuring, asked: list[CaseFiles]):
        table = read_features(next(measuring.folder.glob("*.parquet")))
        return [(asked[0], MeasuredCase((1.0, 1.0, 3.0), (table,), "measured again")), (asked[1], "it is lost")]

    found = measure_cohort(cases, measuring, spread=elsewhere)

    assert found.features["native"].equals(measured.features["native"])
    assert found.remarks == {"a/1": "measured again"}
    assert found.notes == {"lost": "it is lost"}
