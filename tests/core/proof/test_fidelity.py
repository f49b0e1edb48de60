from itertools import chain

import numpy as np
import pytest

from core.proof.fidelity import ACQUISITIONS, judge_sample, restore_sample, summarise_rows
from core.proof.methods import INTERPOLATORS, build_methods
from core.proof.samples import Sample
from core.superres.network import Network
from tests.core.proof.conftest import make_sample


def judge(sample: Sample, methods: dict, measured: str = "matched") -> dict:
    rows = judge_sample(sample, *restore_sample(sample, methods, measured), measured)
    return {(row["method"], row["region"]): row for row in rows}


def test_the_truth_itself_scores_full_marks(sample: Sample) -> None:
    row = judge(sample, dict(INTERPOLATORS) | {"oracle": lambda *_: sample.truth})["oracle", "roi"]

    assert (row["psnr"], row["nrmse"], row["recovered_total"]) == (float("inf"), 0, 1)
    assert row["ssim"] == pytest.approx(1)


def test_an_untrained_network_gains_nothing_over_sinc(sample: Sample, untrained: Network) -> None:
    row = judge(sample, build_methods({"untrained": untrained}))["untrained", "foreground"]

    assert row["gain_over_sinc"] == pytest.approx(0, abs=1e-4)
    assert row["in_plane_gain_over_sinc"] == pytest.approx(0, abs=1e-4)
    assert row["recovered_total"] == pytest.approx(0, abs=1e-4)


def test_half_of_the_error_is_six_decibel_in_plane_and_in_all(sample: Sample) -> None:
    def halfway(coarse, acquisition):
        return sample.truth.__class__(
            (INTERPOLATORS["sinc"](coarse, acquisition).data + sample.truth.data) / 2, np.eye(4)
        )

    row = judge(sample, dict(INTERPOLATORS) | {"halfway": halfway})["halfway", "foreground"]

    assert (row["gain_over_sinc"], row["in_plane_gain_over_sinc"]) == pytest.approx((6.02, 6.02), abs=0.01)
    assert row["recovered_z"] == pytest.approx(0.75, abs=0.001)


def test_the_thickest_axis_is_called_z_wherever_it_is_stored(sample: Sample) -> None:
    truth = sample.truth
    turned = Sample("t", "g", "s", truth.__class__(truth.data.transpose(2, 0, 1), truth.affine[:, [2, 0, 1, 3]]))
    one, other = (judge(s, INTERPOLATORS)["trilinear", "foreground"] for s in (sample, turned))

    assert other["recovered_z"] == pytest.approx(one["recovered_z"], abs=1e-4)


@pytest.mark.parametrize("measured", ACQUISITIONS)
def test_sinc_contradicts_no_measurement(sample: Sample, measured: str) -> None:
    assert judge(sample, INTERPOLATORS, measured)["sinc", "foreground"]["consistency_error"] < 1e-5


def test_a_worse_measurement_costs_fidelity(sample: Sample) -> None:
    ideal, tapered = (judge(sample, INTERPOLATORS, name)["sinc", "roi"]["psnr"] for name in ("matched", "taper"))

    assert tapered < ideal


def test_a_summary_counts_volumes_and_takes_means_over_them() -> None:
    rows = [list(judge(make_sample(seed), INTERPOLATORS).values()) for seed in (0, 1)]
    summary = {(row["method"], row["region"]): row for row in summarise_rows(chain(*rows))}

    assert len(summary) == 8
    assert summary["sinc", "roi"]["n"] == 2
    assert summary["sinc", "roi"]["mean_psnr"] == pytest.approx(np.mean([part[7]["psnr"] for part in rows]))
