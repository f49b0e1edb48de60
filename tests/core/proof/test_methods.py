import numpy as np
import pytest

from core.proof.methods import INTERPOLATORS, build_methods
from core.proof.samples import Sample
from core.superres.acquire import measure_volume
from core.superres.degrade import Degradation
from core.superres.network import Network
from core.values import Volume
from core.values.images import corners

AFFINE = np.diag([1.0, 1.0, 3.0, 1.0])
RAMP = Volume(np.arange(12.0)[:, None, None] + np.zeros((12, 10, 8)), AFFINE)


@pytest.mark.parametrize("name", INTERPOLATORS)
def test_an_interpolator_fills_the_same_box_with_eight_times_the_voxels(name: str) -> None:
    fine = INTERPOLATORS[name](RAMP, "3D")

    assert fine.shape == (24, 20, 16)
    assert np.abs(corners(fine) - corners(RAMP)).max() < 1e-9


@pytest.mark.parametrize("name", INTERPOLATORS)
def test_a_constant_stays_constant(name: str) -> None:
    fine = INTERPOLATORS[name](Volume(np.full((9, 8, 7), 42.0), AFFINE), "3D")

    assert fine.data == pytest.approx(42.0, abs=1e-4)


def test_trilinear_reads_a_quarter_voxel_to_each_side() -> None:
    fine = INTERPOLATORS["trilinear"](RAMP, "3D").data[:, 0, 0]

    assert fine[:4].tolist() == [0.0, 0.25, 0.75, 1.25]
    assert fine[-2:].tolist() == [10.75, 11.0]


def test_nearest_repeats_every_voxel() -> None:
    assert INTERPOLATORS["nearest"](RAMP, "3D").data[:4, 5, 5].tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("acquisition", ["3D", "2D"])
def test_an_untrained_network_is_sinc(sample: Sample, untrained: Network, acquisition: str) -> None:
    coarse = measure_volume(sample.truth, Degradation())
    methods = build_methods({"untrained": untrained})
    sinc, network = (methods[name](coarse, acquisition).data for name in ("sinc", "untrained"))

    assert np.abs(network - sinc).max() < 1e-6 * np.ptp(sinc)
