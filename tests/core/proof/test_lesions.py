import numpy as np
import pytest

from core.proof.lesions import DIAMETERS_MM, draw_sphere, insert_lesions, simulate_tissue
from core.proof.methods import INTERPOLATORS
from core.values import Volume

AFFINE = np.diag([0.8, -0.8, 2.5, 1.0])
GRID = Volume(np.zeros((40, 40, 20)), AFFINE)


@pytest.mark.parametrize("diameter", DIAMETERS_MM)
def test_a_sphere_has_the_volume_of_a_sphere(diameter: float) -> None:
    sphere = draw_sphere(GRID, np.array([19.3, 20.1, 9.6]), diameter)

    assert sphere.sum() * GRID.voxel_volume == pytest.approx(np.pi * diameter**3 / 6, rel=0.02)
    assert (sphere.min(), sphere.max() <= 1) == (0, True)


def test_a_sphere_lies_where_it_was_put() -> None:
    centre = np.array([12.0, 25.0, 8.0])
    sphere = draw_sphere(GRID, centre, 6.0)

    assert np.average(np.argwhere(sphere > 0), axis=0, weights=sphere[sphere > 0]) == pytest.approx(centre, abs=1e-6)


def test_sinc_keeps_the_integral_of_every_lesion() -> None:
    rows = insert_lesions(simulate_tissue(), {"sinc": INTERPOLATORS["sinc"]})

    assert len(rows) == 8
    assert [row["integral_kept"] for row in rows] == pytest.approx([1.0] * 8, abs=1e-3)


def test_a_method_that_erases_lesions_is_caught() -> None:
    def forgetful(volume: Volume, acquisition: str) -> Volume:
        return Volume(np.zeros([2 * n for n in volume.shape]), np.eye(4))

    assert {row["peak_kept"] for row in insert_lesions(simulate_tissue(), {"forgetful": forgetful})} == {0.0}


def test_a_method_that_fades_lesions_is_caught() -> None:
    def fading(volume: Volume, acquisition: str) -> Volume:
        return Volume(0.9 * INTERPOLATORS["sinc"](volume, acquisition).data, np.eye(4))

    kept = [row["integral_kept"] for row in insert_lesions(simulate_tissue(), {"fading": fading})]

    assert kept == pytest.approx([0.9] * 8, abs=1e-3)


def test_a_lesion_near_an_edge_is_found() -> None:
    volume = Volume(np.random.default_rng(0).random((30, 80, 26)), AFFINE)
    rows = insert_lesions(volume, {"sinc": INTERPOLATORS["sinc"]}, np.array([8.0, 75.0, 13.0]))

    assert [row["integral_kept"] for row in rows] == pytest.approx([1.0] * 8, abs=1e-3)
