import numpy as np
import pytest

from core.errors import SettingError
from core.features.engine.measure import measure_features
from core.features.params import ExtractionParams, read_params
from core.features.stock import measure_by_pyradiomics
from core.imaging.geometry import crop_mask, crop_volume
from core.values import Case, Mask, Volume


def make_case(centre: tuple[float, float, float]) -> Case:
    """A textured ball in a volume of odd and even axes."""
    rng, affine = np.random.default_rng(12), np.diag([1.5, 1.5, 3.0, 1.0])
    grid = np.stack(np.meshgrid(*[np.arange(n) for n in (26, 23, 15)], indexing="ij"))
    ball = ((grid - np.array(centre)[:, None, None, None]) ** 2).sum(0) < 12
    return Case("case", Volume(rng.gamma(4, 30, ball.shape) + 3 * grid[0], affine), Mask(ball, affine))


@pytest.fixture(params=[(12, 11, 7), (2, 21, 13)], ids=["inside", "at the edge"])
def case(request: pytest.FixtureRequest) -> Case:
    return make_case(request.param)


def params_with(section: str, content: dict[str, object]) -> ExtractionParams:
    return ExtractionParams({**read_params().content, section: content}, "digest")


def largest_difference(case: Case, params: ExtractionParams, reference: Volume | None = None) -> float:
    """Largest relative difference from pyradiomics, names and their order being equal."""
    ours = measure_features(case, params, reference)
    theirs = measure_by_pyradiomics(case, params, reference)
    assert list(ours) == list(theirs)
    one, other = (np.array(list(values.values())) for values in (ours, theirs))
    return float(np.max(np.abs(one - other) / np.maximum(np.abs(other), 1e-12)))


def test_features_of_unfiltered_and_wavelet_images_are_those_of_pyradiomics(case: Case) -> None:
    params = params_with("imageType", {name: {} for name in ("Original", "Wavelet")})

    assert largest_difference(case, params) < 1e-9


def test_features_of_laplacians_are_those_of_pyradiomics(case: Case) -> None:
    assert largest_difference(case, params_with("imageType", {"LoG": {"sigma": [1.0, 3]}})) < 1e-4


def test_features_of_pointwise_filters_are_those_of_pyradiomics(case: Case) -> None:
    names = ("Square", "SquareRoot", "Logarithm", "Exponential", "Gradient")

    assert largest_difference(case, params_with("imageType", {name: {} for name in names})) < 1e-9


@pytest.mark.parametrize("setting", [{"binWidth": 25}, {"binCount": 16}, {"normalize": True, "distances": [1, 2]}])
def test_other_settings_are_followed_too(case: Case, setting: dict[str, object]) -> None:
    params = params_with("setting", {"minimumROIDimensions": 3, **setting})

    assert largest_difference(case, ExtractionParams({**params.content, "imageType": {"Original": {}}}, "d")) < 1e-9


def test_a_box_is_normalised_by_the_whole_volume(case: Case) -> None:
    region = case.mask.bounding_box
    box = Case("case", crop_volume(case.volume, region), crop_mask(case.mask, region))

    assert largest_difference(box, params_with("imageType", {"Original": {}}), case.volume) < 1e-9


def test_threads_change_nothing(case: Case) -> None:
    assert measure_features(case, read_params(), workers=2) == measure_features(case, read_params(), workers=1)


def test_only_the_classes_asked_for_are_measured(case: Case) -> None:
    names = measure_features(case, params_with("featureClass", {"firstorder": None, "ngtdm": []}))

    assert {name.split("_")[1] for name in names} == {"firstorder", "ngtdm"}


def test_what_is_not_supported_is_refused(case: Case) -> None:
    with pytest.raises(SettingError, match="LBP3D"):
        measure_features(case, params_with("imageType", {"LBP3D": {}}))
