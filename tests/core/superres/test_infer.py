from pathlib import Path

import numpy as np
import pytest

from core.errors import CardError
from core.imaging.geometry import crop_volume, upsample_cubic
from core.superres.infer import Network, load_network, predict_missing, super_resolve
from core.superres.quality import consistency_error
from core.values import Volume
from core.values.images import corners


def test_the_eight_outer_corners_stay(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network)

    assert np.abs(corners(fine) - corners(oblique)).max() < 1e-3
    assert fine.spacing == pytest.approx([s / 2 for s in oblique.spacing])


def test_the_direction_of_every_axis_stays(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network)

    assert np.allclose(fine.affine[:3, :3] * 2, oblique.affine[:3, :3])
    assert np.linalg.det(fine.affine[:3, :3]) < 0


def test_measuring_again_returns_the_measurement(oblique: Volume, noisy_network: Network) -> None:
    assert consistency_error(oblique.data, super_resolve(oblique, noisy_network).data) < 1e-5


def test_tiles_leave_no_seam(noisy_network: Network) -> None:
    coarse = np.random.default_rng(2).random((30, 21, 13)).astype(np.float32)
    whole = predict_missing(coarse, noisy_network, tile=64)

    assert np.abs(predict_missing(coarse, noisy_network, tile=8) - whole).max() < 1e-5 * np.ptp(whole)


def test_intensities_may_have_any_offset_and_gain(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network).data
    other = super_resolve(Volume(3 * oblique.data - 2000, oblique.affine), noisy_network).data

    assert np.allclose(other, 3 * fine - 2000, atol=1e-4 * np.ptp(other))


def test_a_constant_volume_stays_constant(noisy_network: Network) -> None:
    fine = super_resolve(Volume(np.full((9, 8, 7), 42.0), np.eye(4)), noisy_network)

    assert consistency_error(np.full((9, 8, 7), 42.0), fine.data) < 1e-5


def test_a_region_lies_where_it_lay(oblique: Volume, noisy_network: Network) -> None:
    region = (slice(4, 14), slice(3, 12), slice(2, 9))

    fine = super_resolve(oblique, noisy_network, region)

    assert np.abs(corners(fine) - corners(crop_volume(oblique, region))).max() < 1e-3


def test_a_region_is_normalised_by_the_whole_volume(oblique: Volume, shipped: Network) -> None:
    region = (slice(0, 18), slice(0, 15), slice(0, 11))

    assert np.array_equal(super_resolve(oblique, shipped, region).data, super_resolve(oblique, shipped).data)


def test_the_same_input_gives_the_same_bytes(oblique: Volume, shipped: Network) -> None:
    assert super_resolve(oblique, shipped) == super_resolve(oblique, shipped)


def test_progress_ends_at_one(oblique: Volume, noisy_network: Network) -> None:
    seen: list[float] = []

    super_resolve(oblique, noisy_network, on_progress=lambda share, _: seen.append(share))

    assert seen[-1] == 1.0


def test_the_shipped_network_restores_edges_better_than_splines_and_sinc(shipped: Network) -> None:
    from core.demo.phantom import simulate_truth
    from core.superres.quality import psnr

    truth, coarse = simulate_truth("DEMO-034")
    inside = np.ones(truth.shape, bool)
    sharp, smooth = (psnr(truth.data, v.data, inside) for v in (super_resolve(coarse, shipped), upsample_cubic(coarse)))

    assert sharp > smooth + 0.3


def test_a_network_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CardError):
        load_network("missing", tmp_path)
