import numpy as np
import pytest

from core.demo.phantom import demo_case, demo_table, simulate_truth
from core.errors import CohortError
from core.imaging.checks import check_case
from core.superres.truth import upper_share
from core.values.images import corners

SMALL = demo_table()["diameter_cm"].idxmin()


def test_a_phantom_is_the_same_each_time() -> None:
    assert demo_case(SMALL) == demo_case(SMALL)


def test_the_tumour_has_about_the_diameter_of_the_table() -> None:
    case_id = demo_table()["diameter_cm"].sub(6).abs().idxmin()
    mask = demo_case(case_id).mask
    ball = 2 * (3 * mask.volume_ml / (4 * np.pi)) ** (1 / 3)

    assert 0.75 < ball / demo_table().loc[case_id, "diameter_cm"] < 1.1


def test_truth_and_measurement_cover_the_same_box() -> None:
    truth, coarse = simulate_truth(SMALL)

    assert np.abs(corners(truth) - corners(coarse)).max() < 1e-9


def test_the_measurement_is_the_one_super_resolution_assumes() -> None:
    import torch

    from core.superres.consistency import measure

    truth, coarse = simulate_truth(SMALL)

    assert np.allclose(measure(torch.from_numpy(truth.data.copy())).numpy(), coarse.data, atol=1e-2)


def test_the_phantom_holds_detail_beyond_what_the_scanner_resolves() -> None:
    truth, _ = simulate_truth(SMALL)

    assert upper_share(truth.data, 0) > 0.025


def test_the_outcome_is_not_among_the_clinical_values() -> None:
    assert not {"event", "mrecist", "texture", "is_training"} & set(demo_case(SMALL).clinical)


def test_no_check_of_a_phantom_fails() -> None:
    assert all(check.status != "fail" for check in check_case(demo_case(SMALL)))


def test_an_unknown_patient_is_refused() -> None:
    with pytest.raises(CohortError, match="a demonstration case is one of DEMO-001"):
        demo_case("DEMO-999")
