"""What a person chooses before a volume is measured and super-resolved. How that is done is not known here."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import SettingError

ACQUISITIONS = ("3D", "2D")
"""How a volume can have been acquired: 3D gradient echo, or thick slices excited one by one."""


@dataclass(frozen=True)
class ReconstructionSettings:
    """What a person chooses of preparation and super-resolution.

    Parameters
    ----------
    acquisition : one of `ACQUISITIONS`; decides what counts as measured
    perceptual_share : 0 uses the network itself, 1 the perceptual one, and between them every weight lies in proportion
    bias_correction : whether the bias field is taken out of the native volume, before any arm is made from it

    Raises
    ------
    SettingError
        The acquisition or the share is something else.
    """

    acquisition: str = "3D"
    perceptual_share: float = 0.0
    bias_correction: bool = False

    def __post_init__(self) -> None:
        if self.acquisition not in ACQUISITIONS:
            asked = " or ".join(ACQUISITIONS)
            raise SettingError(f"an acquisition must be {asked}, but {self.acquisition} came: choose one of them")
        if not 0 <= self.perceptual_share <= 1:
            came = self.perceptual_share
            raise SettingError(f"the perceptual share must lie between 0 and 1, but {came} came: choose one there")
