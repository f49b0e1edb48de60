"""Each check passes what is right and catches what is wrong."""

import numpy as np
import pytest

from core.proof import checks
from core.proof.methods import INTERPOLATORS, network_method
from core.superres.network import Network
from core.values import Volume


def spoiled(change):
    """Sinc whose volume is changed afterwards."""
    return lambda volume, acquisition: change(INTERPOLATORS["sinc"](volume, acquisition))


def test_a_noisy_network_keeps_grid_sides_and_order(noisy: Network) -> None:
    found = checks.check_method(network_method(noisy))

    assert found["corner_error_mm"] < 1e-3
    assert found["mirror_error"] < 1e-5
    assert found["shift_error"] < 1e-4
    assert found["order_kept"]


def test_a_noisy_network_leaves_no_seam_and_one_region_in_any_surroundings(noisy: Network) -> None:
    assert max(checks.check_network(noisy).values()) < 1e-5


def test_an_answer_that_depends_on_tiles_is_caught(noisy: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    true = checks.predict_missing
    monkeypatch.setattr(checks, "predict_missing", lambda *seen, tile: true(*seen, tile=tile) + 1e-3 * (tile < 64))

    assert checks.check_network(noisy)["seam_error"] == pytest.approx(1e-3, rel=0.01)


@pytest.mark.parametrize("codes", checks.CODES)
def test_half_a_voxel_is_caught_whatever_the_codes(codes: tuple[int, int]) -> None:
    def move(fine: Volume) -> Volume:
        return Volume(fine.data, fine.affine @ np.block([[np.eye(3), np.full((3, 1), 0.5)], [np.zeros((1, 3)), 1]]))

    assert checks.corner_error(spoiled(move), checks.oblique_affines()[1], codes) > 0.3


def test_a_preferred_side_is_caught() -> None:
    ramp = spoiled(lambda fine: Volume(fine.data + np.arange(len(fine.data))[:, None, None], fine.affine))

    assert checks.mirror_error(ramp, axis=0) > 1e-3


def test_a_method_that_treats_every_third_voxel_otherwise_is_caught() -> None:
    def dim(fine: Volume) -> Volume:
        return Volume(fine.data * np.where(np.arange(len(fine.data)) % 3, 1, 0.9)[:, None, None], fine.affine)

    assert checks.shift_error(spoiled(dim), axis=0) > 1e-2


def test_slices_in_another_order_are_caught() -> None:
    turned = spoiled(lambda fine: Volume(np.flip(fine.data, 2), fine.affine))

    assert checks.order_is_kept(turned, axis=0)
    assert not checks.order_is_kept(turned, axis=2)


def test_the_cost_of_a_region_is_counted(noisy: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "REGION", (16, 16, 8))
    monkeypatch.setattr(checks, "SURROUNDED", (20, 20, 12))
    cost = checks.measure_cost(noisy)

    assert 0 < cost["seconds"] < 60
    assert cost["added_mb"] <= cost["peak_mb"] < 1e5


def test_the_two_grids_have_two_hands() -> None:
    assert [np.sign(np.linalg.det(a[:3, :3])) for a in checks.oblique_affines()] == [1, -1]
