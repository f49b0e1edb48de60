"""Coefficients stand in the order of their size, each in the colour of its class."""

from core.figures.signature.coefficients import plot_coefficients
from core.values import Signature

NAMES = ("original_glcm_A", "wavelet-LLH_gldm_B", "SER")
SIGNATURE = Signature("native", NAMES, (0.1, -0.6, 0.3), 0.0, (1.0, 2.0, 3.0), (1.0,) * 3, (0.0,) * 3, (9.0,) * 3, "p")


def test_the_largest_comes_first(labels, classes, drawn) -> None:
    rows = drawn(plot_coefficients(SIGNATURE, classes, labels), 0)

    assert rows["feature"].tolist() == ["wavelet-LLH_gldm_B", "SER", "original_glcm_A"]
    assert rows["class"].tolist() == ["GLDM", "OTHER", "GLCM"]


def test_a_bar_tells_mean_and_sd(labels, classes, drawn) -> None:
    rows = drawn(plot_coefficients(SIGNATURE, classes, labels), 0).set_index("feature")

    assert rows.loc["SER", ["mean", "sd"]].tolist() == [3.0, 1.0]


def test_the_description_lists_the_signature(labels, classes) -> None:
    assert (
        "wavelet-LLH_gldm_B -0.600; SER +0.300"
        in plot_coefficients(SIGNATURE, classes, labels).to_dict()["description"]
    )
