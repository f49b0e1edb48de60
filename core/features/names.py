"""What a feature's name says: ``log-sigma-2-0-mm-3D_glcm_Contrast`` is image type, class and feature."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FeatureName:
    """The three parts of a feature's name."""

    image_type: str
    feature_class: str
    feature: str

    @property
    def family(self) -> str:
        """``"original"``, ``"LoG"`` or ``"wavelet"``."""
        head = self.image_type.split("-")[0]
        return "LoG" if head == "log" else head


def parse_name(name: str) -> FeatureName:
    """Split a feature's name.

    Examples
    --------
    >>> parse_name("wavelet-LLH_glcm_Contrast").family
    'wavelet'
    """
    image_type, feature_class, feature = name.split("_")
    return FeatureName(image_type, feature_class, feature)


def family_of(name: str) -> str:
    """Image type and class of a feature: the family that its agreement is judged with.

    Examples
    --------
    >>> family_of("wavelet-LLH_glcm_Contrast")
    'wavelet-LLH_glcm'
    """
    return name.rpartition("_")[0]
