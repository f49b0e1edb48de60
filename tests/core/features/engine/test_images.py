import numpy as np
import pytest

from core.features.engine.images import View, plan_filters
from core.features.engine.intensity import Intensities
from core.features.params import ExtractionParams, read_params

REGION = (slice(0, 5), slice(8, 12), slice(4, 9))


@pytest.fixture
def view() -> View:
    data = np.random.default_rng(7).gamma(4, 30, (30, 25, 14)).astype(np.float32)
    return View(Intensities(data), REGION, np.array([1.0, 1.0, 2.0]))


def test_images_come_in_the_order_and_under_the_names_of_pyradiomics(view: View) -> None:
    names = [image.name for make in plan_filters(view, read_params()) for image in make()]

    assert names[:4] == ["original", *(f"log-sigma-{sigma}-0-mm-3D" for sigma in (1, 2, 3))]
    assert names[4:] == [f"wavelet-{band}" for band in ["LLH", "LHL", "LHH", "HLL", "HLH", "HHL", "HHH", "LLL"]]


def test_every_image_has_the_size_of_the_region(view: View) -> None:
    images = [image for make in plan_filters(view, read_params()) for image in make()]

    assert {image.data.shape for image in images} == {(5, 4, 5)}


def test_an_image_type_may_bring_settings_of_its_own(view: View) -> None:
    content = {**read_params().content, "imageType": {"Original": {"binWidth": 3}, "Gradient": None}}

    original, gradient = (make()[0] for make in plan_filters(view, ExtractionParams(content, "digest")))

    assert (original.settings["binWidth"], gradient.settings["binWidth"]) == (3, 5)
