import pytest

from core.features.names import FeatureName, parse_name


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("original_shape_Flatness", "original"),
        ("log-sigma-2-0-mm-3D_glcm_Id", "LoG"),
        ("wavelet-HHL_gldm_x", "wavelet"),
    ],
)
def test_a_name_tells_its_family(name: str, family: str) -> None:
    assert parse_name(name).family == family


def test_a_name_has_three_parts() -> None:
    assert parse_name("original_glcm_Contrast") == FeatureName("original", "glcm", "Contrast")
