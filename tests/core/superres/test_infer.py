"""Exactness of what surrounds the network, with one whose weights are random: no trained weights are needed."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.errors import Cancelled, TooLarge
from core.imaging.geometry import crop_volume, refine_affine
from core.superres import infer
from core.superres.consistency import BOX, K_SPACE, measure, measurement_of
from core.superres.infer import Network, Reconstruction, predict_missing, reconstruct, super_resolve
from core.superres.tiles import Region, refine_region, whole_region
from core.values import Volume
from core.values.images import corners

REGIONS = {
    "inside": (slice(4, 14), slice(3, 12), slice(2, 9)),
    "at one corner": (slice(0, 6), slice(0, 15), slice(0, 11)),
    "one voxel": (slice(9, 10), slice(7, 8), slice(5, 6)),
    "everything": (slice(0, 18), slice(0, 15), slice(0, 11)),
}
ACQUISITIONS = ("3D", "2D")


def span(volume: Volume) -> float:
    return float(np.ptp(volume.data))


def blobs(shape: tuple[int, int, int], seed: int = 3) -> Volume:
    """An isotropic volume with structure."""
    return Volume(np.random.default_rng(seed).random(shape), np.eye(4))


def measured_again(volume: Volume, made: Reconstruction, acquisition: str) -> np.ndarray:
    fine = torch.from_numpy(made.volume.data.copy())
    return measure(fine, measurement_of(acquisition, volume.spacing)).numpy()


def test_the_eight_outer_corners_stay(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network)

    assert np.abs(corners(fine) - corners(oblique)).max() < 1e-3
    assert fine.spacing == pytest.approx([s / 2 for s in oblique.spacing])


def test_the_direction_of_every_axis_stays(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network)

    assert np.allclose(fine.affine[:3, :3] * 2, oblique.affine[:3, :3])
    assert np.linalg.det(fine.affine[:3, :3]) < 0


@pytest.mark.parametrize("acquisition", ACQUISITIONS)
@pytest.mark.parametrize("region", REGIONS.values(), ids=REGIONS)
def test_a_region_has_the_voxels_of_the_whole(
    oblique: Volume, noisy_network: Network, region: Region, acquisition: str
) -> None:
    whole = super_resolve(oblique, noisy_network, acquisition=acquisition)

    part = super_resolve(oblique, noisy_network, region, acquisition=acquisition)

    assert np.abs(part.data - whole.data[refine_region(region)]).max() <= 1e-4 * span(oblique)


def test_a_region_of_a_large_volume_has_the_voxels_of_the_whole(noisy_network: Network) -> None:
    volume, region = blobs((120, 18, 16)), (slice(52, 58), slice(7, 12), slice(6, 9))

    whole, part = super_resolve(volume, noisy_network), super_resolve(volume, noisy_network, region)

    assert np.abs(part.data - whole.data[refine_region(region)]).max() <= 1e-4 * span(volume)


def test_a_region_lies_where_it_lay(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network, REGIONS["inside"])

    assert np.abs(corners(fine) - corners(crop_volume(oblique, REGIONS["inside"]))).max() < 1e-3


def test_tiles_leave_no_seam(noisy_network: Network) -> None:
    coarse = np.random.default_rng(2).random((30, 21, 13)).astype(np.float32)
    whole = predict_missing(coarse, whole_region(coarse.shape), noisy_network, tile=64)

    tiled = predict_missing(coarse, whole_region(coarse.shape), noisy_network, tile=8)

    assert np.abs(tiled - whole).max() < 1e-5 * np.ptp(whole)


@pytest.mark.parametrize("acquisition", ACQUISITIONS)
def test_what_was_measured_and_what_was_added_make_the_volume(
    oblique: Volume, noisy_network: Network, acquisition: str
) -> None:
    made = reconstruct(oblique, noisy_network, acquisition=acquisition)

    assert np.array_equal(made.measured.data + made.added.data, made.volume.data)
    assert np.ptp(made.added.data) > 1e-3 * span(oblique)


@pytest.mark.parametrize("acquisition", ACQUISITIONS)
def test_measuring_again_returns_the_measurement(gentle_network: Network, acquisition: str) -> None:
    volume = Volume(np.random.default_rng(6).random((24, 22, 20)), np.diag([1.0, 1.0, 3.0, 1.0]))

    again = measured_again(volume, reconstruct(volume, gentle_network, acquisition=acquisition), acquisition)

    assert np.abs(again - volume.data).mean() <= 1e-3 * span(volume)


def test_what_is_added_to_thick_slices_has_no_mean(oblique: Volume, noisy_network: Network) -> None:
    added = reconstruct(oblique, noisy_network, acquisition="2D").added.data

    slices = added.reshape(*added.shape[:2], -1, 2).mean((0, 1, 3))

    assert np.abs(slices).max() < 1e-6 * span(oblique)


def test_mirroring_commutes(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network).data
    mirrored = super_resolve(Volume(oblique.data[::-1, :, ::-1], oblique.affine), noisy_network).data

    assert np.abs(mirrored[::-1, :, ::-1] - fine).max() < 1e-5 * span(oblique)


@pytest.mark.parametrize("acquisition", ACQUISITIONS)
def test_the_order_of_axes_does_not_matter(oblique: Volume, noisy_network: Network, acquisition: str) -> None:
    order = (2, 0, 1)
    turned = Volume(oblique.data.transpose(order), oblique.affine[:, [*order, 3]])

    fine = super_resolve(oblique, noisy_network, acquisition=acquisition).data
    other = super_resolve(turned, noisy_network, acquisition=acquisition).data

    assert np.abs(other - fine.transpose(order)).max() < 1e-5 * span(oblique)


def test_a_shift_commutes_away_from_the_edges(noisy_network: Network) -> None:
    place = np.indices((60, 44, 44)) - np.reshape([28, 21, 22], (3, 1, 1, 1))
    bump = np.exp(-(place**2).sum(0) / 18)
    fine = super_resolve(Volume(bump, np.eye(4)), noisy_network).data

    moved = super_resolve(Volume(np.roll(bump, 4, axis=0), np.eye(4)), noisy_network).data

    inner = (slice(36, 76), slice(24, 64), slice(24, 64))
    assert np.abs(np.roll(moved, -8, axis=0) - fine)[inner].max() < 1e-4


def test_intensities_may_have_any_offset_and_gain(oblique: Volume, noisy_network: Network) -> None:
    fine = super_resolve(oblique, noisy_network).data
    other = super_resolve(Volume(3 * oblique.data - 2000, oblique.affine), noisy_network).data

    assert np.allclose(other, 3 * fine - 2000, atol=1e-4 * np.ptp(other))


@pytest.mark.parametrize("acquisition", ACQUISITIONS)
def test_a_constant_volume_stays_constant(noisy_network: Network, acquisition: str) -> None:
    fine = super_resolve(Volume(np.full((9, 8, 7), 42.0), np.eye(4)), noisy_network, acquisition=acquisition)

    assert np.abs(fine.data - 42).max() < 1e-3


@pytest.mark.parametrize("acquisition", ACQUISITIONS)
def test_slices_that_differ_by_a_constant_keep_their_order(gentle_network: Network, acquisition: str) -> None:
    rising = np.ones((20, 20, 12)) * np.arange(12.0) * 100
    volume = Volume(rising, np.diag([1.0, 1.0, 4.0, 1.0]))

    middle = super_resolve(volume, gentle_network, acquisition=acquisition).data[20, 20]

    assert (np.diff(middle[4:-4]) > 0).all()


def test_the_same_input_gives_the_same_bytes(oblique: Volume, noisy_network: Network) -> None:
    assert super_resolve(oblique, noisy_network) == super_resolve(oblique, noisy_network)


def test_the_record_says_how_it_was_made(oblique: Volume, noisy_network: Network) -> None:
    record = reconstruct(oblique, noisy_network, acquisition="2D").record
    made = ("network", "weights_sha256", "perceptual_share", "acquisition", "device", "precision", "tile", "notes")

    assert [record[key] for key in made] == ["test", "0" * 64, 0.0, "2D", "cpu", "float32", infer.TILE, []]
    assert record["measurement"] == [K_SPACE, K_SPACE, BOX]
    assert record["intensity_range"][0] < record["intensity_range"][1]


def test_the_record_cannot_be_changed(oblique: Volume, noisy_network: Network) -> None:
    with pytest.raises(TypeError):
        reconstruct(oblique, noisy_network).record["device"] = "cuda"  # type: ignore[index]


@pytest.fixture
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infer, "TILE", 8)


@pytest.mark.usefixtures("small_tiles")
def test_progress_rises_to_one(oblique: Volume, noisy_network: Network) -> None:
    seen: list[float] = []

    super_resolve(oblique, noisy_network, on_progress=lambda share, _: seen.append(share))

    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == 1.0


@pytest.mark.usefixtures("small_tiles")
def test_it_ends_between_tiles_when_it_is_cancelled(oblique: Volume, noisy_network: Network) -> None:
    seen: list[float] = []

    def stop(share: float, _: str) -> None:
        seen.append(share)
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        super_resolve(oblique, noisy_network, on_progress=stop)
    assert len(seen) == 1


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch):
    """Let the memory be too small for the first so many attempts."""

    def too_small(attempts: int) -> None:
        left, real = iter([True] * attempts), predict_missing

        def fails_first(*arguments: object) -> np.ndarray:
            if next(left, False):
                raise torch.OutOfMemoryError("CUDA out of memory")
            return real(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(infer, "predict_missing", fails_first)

    return too_small


def on_a_card(network: Network, monkeypatch: pytest.MonkeyPatch) -> Network:
    """A network that believes to be on a graphics card that computes as a CPU does."""
    monkeypatch.setattr(infer, "_on", lambda asked, _device: replace(asked, device=torch.device("cpu")))
    return replace(network, device=torch.device("cuda"))


NOTES = [f"tiles of {tile} voxels did not fit into the memory of cuda" for tile in (infer.TILE, infer.SMALLER_TILE)]


@pytest.mark.parametrize(
    ("attempts", "made"),
    [
        (0, ("cuda", infer.TILE, "bfloat16")),
        (1, ("cuda", infer.SMALLER_TILE, "bfloat16")),
        (2, ("cpu", infer.TILE, "float32")),
    ],
)
def test_a_card_whose_memory_is_too_small_is_said(
    oblique: Volume, noisy_network: Network, monkeypatch, crowded, attempts: int, made: tuple[str, int, str]
) -> None:
    crowded(attempts)

    record = reconstruct(oblique, on_a_card(noisy_network, monkeypatch)).record

    assert (record["device"], record["tile"], record["precision"]) == made
    assert record["notes"] == NOTES[:attempts]


def test_smaller_tiles_give_the_same_voxels(oblique: Volume, noisy_network: Network, crowded) -> None:
    whole = super_resolve(oblique, noisy_network)
    crowded(1)

    assert np.abs(super_resolve(oblique, noisy_network).data - whole.data).max() < 1e-5 * span(oblique)


def test_what_fits_nowhere_is_refused(oblique: Volume, noisy_network: Network, crowded) -> None:
    crowded(4)

    with pytest.raises(TooLarge, match="choose a smaller one"):
        reconstruct(oblique, noisy_network)


def test_a_small_tile_is_never_sent_alone(noisy_network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    forward = noisy_network.generator.forward
    monkeypatch.setattr(noisy_network.generator, "forward", lambda y, ends: sizes.append(len(y)) or forward(y, ends))

    super_resolve(blobs((9, 8, 7)), noisy_network)

    assert sizes == [2]


def test_an_unknown_acquisition_is_refused(oblique: Volume, noisy_network: Network) -> None:
    with pytest.raises(ValueError, match="3D, 2D"):
        reconstruct(oblique, noisy_network, acquisition="4D")


def test_a_region_beyond_the_grid_is_refused(oblique: Volume, noisy_network: Network) -> None:
    with pytest.raises(IndexError, match="inside the grid"):
        reconstruct(oblique, noisy_network, (slice(0, 19), slice(0, 15), slice(0, 11)))


def test_the_fine_grid_is_the_refined_one(oblique: Volume, noisy_network: Network) -> None:
    assert np.array_equal(super_resolve(oblique, noisy_network).affine, refine_affine(oblique.affine))


def test_the_shipped_network_restores_edges_better_than_splines(shipped: Network) -> None:
    from core.demo.phantom import simulate_truth
    from core.imaging.geometry import upsample_cubic
    from core.superres.quality import psnr

    truth, coarse = simulate_truth("DEMO-034")
    inside = np.ones(truth.shape, bool)
    sharp, smooth = (psnr(truth.data, v.data, inside) for v in (super_resolve(coarse, shipped), upsample_cubic(coarse)))

    assert sharp > smooth + 0.3
