"""A summary of a small report made by hand."""

import pytest

from core.cards import Card, read_card, write_card
from core.proof.concordance import BASES
from core.proof.summary import summarise

MEANS = {"psnr": 31.23456, "ssim": 0.9, "gain_over_sinc": 0.8, "gain_over_bspline": 0.9, "in_plane_gain_over_sinc": 1.1}
MEANS |= {"recovered_total": 0.15, "consistency_error": 1e-7}
MEDIANS = {"n_cases": 8, "median_ccc": [0.8, 0.7, None], "median_icc": 0.8}
MEDIANS |= {f"share_above_{n}": 0.5 for n in (75, 85, 90)}
MEDIANS |= {
    f"{what}_to_{base}": [0.1, 0.0, 0.2] for base in BASES for what in ("difference_of_medians", "median_difference")
}
FAMILIES = [{"group": "liver", "below_bspline": flag, "below_best": True} for flag in (True, False)]


@pytest.fixture
def report() -> dict:
    row = {"group": "liver", "measured": "matched", "method": "net", "n": 8} | {
        f"mean_{k}": v for k, v in MEANS.items()
    }
    measured = {"group": "liver", "method": "net"}
    lesions = [{"integral_kept": k, "integral_near": 1.0, "peak_kept": k, "diameter_mm": 3.0} for k in (0.99, 1.03)]
    return {
        "split": "held out",
        "networks": {"net": "0" * 64, "rival": "1" * 64},
        "fidelity": [
            row | {"region": "foreground"},
            row | {"region": "foreground", "measured": "box"},
            row | {"region": "foreground", "method": "sinc", "mean_ssim": 0.8},
            row | {"region": "foreground", "method": "rival", "mean_gain_over_sinc": 0.3},
        ],
        "concordance": [measured | {"binning": "width"} | MEDIANS, measured | {"binning": "count"} | MEDIANS],
        "families": {"net": FAMILIES},
        "lesions": [lesion | {"method": "net"} for lesion in lesions],
        "checks": {"net": {"corner_error_mm": 1e-5, "order_kept": True}},
    }


def test_means_are_short_and_by_region_and_group(report: dict) -> None:
    summary = summarise(report)

    assert summary["foreground"]["liver"]["psnr"] == 31.23
    assert summary["mismatched"] == {"box": {"liver": 0.8}}
    assert "roi" not in summary


def test_families_below_interpolation_are_counted(report: dict) -> None:
    numbers = summarise(report)["concordance"]["liver"]

    assert (numbers["families"], numbers["families_below_bspline"], numbers["families_below_best"]) == (2, 1, 2)


def test_the_worst_lesion_of_a_diameter_speaks(report: dict) -> None:
    assert summarise(report)["lesions"]["3 mm"] == {
        "integral_error": 0.03,
        "integral_error_near": 0.0,
        "peak_kept": 0.99,
    }


def test_what_is_unknown_is_left_out(report: dict) -> None:
    assert "median_ccc" not in summarise(report)["concordance"]["liver"]


def test_a_card_can_hold_it(report: dict, tmp_path) -> None:
    write_card(tmp_path, Card("n", "network", "1", "a", "b", "c", "d", extra={"proof": summarise(report)}))

    assert read_card(tmp_path).extra["proof"] == summarise(report)


def test_interpolators_and_rivals_stand_beside_the_network(report: dict) -> None:
    summary = summarise(report)

    assert summary["foreground"]["liver"]["ssim_sinc"] == 0.8
    assert summary["rivals"] == {"rival": {"liver": 0.3}}
