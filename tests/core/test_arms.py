"""On what grid an arm is measured, and what normalises it."""

import numpy as np
import pytest

from core.arms import extract_arm, frame_arm, interpolate_region
from core.errors import ImageContent
from core.features.params import read_params
from core.values import Case, Mask, Volume

AFFINE = np.diag([2.0, 2.0, 3.0, 1.0])


@pytest.fixture(scope="module")
def case() -> Case:
    grid = np.indices((26, 24, 18)) - np.array([13, 12, 9])[:, None, None, None]
    grey = np.random.default_rng(4).gamma(4, 30, grid.shape[1:])
    return Case("case", Volume(grey, AFFINE), Mask((grid**2).sum(0) < 12, AFFINE))


def test_the_native_arm_is_the_case_itself(case: Case) -> None:
    assert frame_arm(case, "native", case.volume) == (case, None)


def test_a_finer_arm_is_normalised_by_the_native_volume(case: Case) -> None:
    framed, reference = frame_arm(case, "interpolated", interpolate_region(case))

    assert framed.volume.spacing == (1.0, 1.0, 1.5)
    assert framed.mask.volume_ml == pytest.approx(case.mask.volume_ml)
    assert reference == case.volume


def test_threads_change_no_feature_of_an_arm(case: Case) -> None:
    volume, params = interpolate_region(case), read_params()

    one, two = (extract_arm(case, "interpolated", volume, params, workers) for workers in (1, 2))

    assert one.values.equals(two.values)


def test_a_finer_arm_with_endless_gray_levels_is_refused(case: Case) -> None:
    fine, params = interpolate_region(case), read_params()
    settings = {"binWidth": 1e-3}
    endless = type(params)({**params.content, "setting": settings}, "digest")

    with pytest.raises(ImageContent, match="grey levels"):
        extract_arm(case, "interpolated", fine, endless)
