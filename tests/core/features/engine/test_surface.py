import numpy as np
import pytest
from radiomics import cShape

from core.features.engine.surface import build_triangles, count_patterns, measure_surface

SPACING = np.array([0.8, 1.3, 2.1])


def surface_by_library(mask: np.ndarray) -> tuple[float, float]:
    """Area and volume by pyradiomics, whose axes run backwards."""
    area, volume, _ = cShape.calculate_coefficients(mask.transpose(2, 1, 0).copy(), SPACING[::-1].copy())
    return area, volume


@pytest.mark.parametrize("density", [0.1, 0.3, 0.5, 0.7])
def test_area_and_volume_of_any_mask_are_those_of_pyradiomics(density: float) -> None:
    rng = np.random.default_rng(5)
    masks = [np.pad(rng.random((5, 6, 4)) < density, 1) for _ in range(20)]

    ours = [measure_surface(mask, SPACING) for mask in masks]

    assert np.allclose(ours, [surface_by_library(mask) for mask in masks], rtol=1e-12, atol=0)


def test_a_block_loses_its_edges_and_corners_only() -> None:
    mask = np.pad(np.ones((4, 4, 4), bool), 1)

    _, volume = measure_surface(mask, np.ones(3))

    edges, corners = 12 * 3 / 8, 8 * (1 / 8 - 1 / 48)
    assert volume == pytest.approx(64 - edges - corners)


def test_every_cell_is_counted_under_its_pattern() -> None:
    mask = np.zeros((3, 3, 3), np.uint8)
    mask[1, 1, 1] = 1

    counts, positions = count_patterns(mask)

    assert counts[[1 << bit for bit in range(8)]].tolist() == [1] * 8
    assert positions[1 << 0].tolist() == [0, 1, 1]


def test_triangles_turn_their_normals_away_from_a_marked_corner() -> None:
    pattern, triangles = build_triangles()

    a, b, c = triangles[pattern == 1 << 1][0]

    assert (np.cross(b - a, c - a) > 0).all()
