import pytest

from core.errors import SettingError
from core.superres import consistency
from core.values import ACQUISITIONS, ReconstructionSettings


def test_the_usual_settings_are_a_3d_acquisition_and_no_perceptual_share() -> None:
    assert ReconstructionSettings() == ReconstructionSettings("3D", 0.0)


@pytest.mark.parametrize("acquisition", ["2d", "", "spiral"])
def test_an_unknown_acquisition_is_refused(acquisition: str) -> None:
    with pytest.raises(SettingError, match="must be 3D or 2D"):
        ReconstructionSettings(acquisition)


@pytest.mark.parametrize("share", [-0.01, 1.01, float("nan")])
def test_a_share_outside_its_range_is_refused(share: float) -> None:
    with pytest.raises(SettingError, match="between 0 and 1"):
        ReconstructionSettings(perceptual_share=share)


def test_what_can_be_chosen_can_be_reconstructed() -> None:
    assert ACQUISITIONS == consistency.ACQUISITIONS
