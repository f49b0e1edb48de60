"""Perturbed cases: balls of known size grow, shrink and move by known distances, and noise is as strong as asked."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import EmptyMask, SettingError
from core.features.perturbation import (
    PerturbationSettings,
    add_noise,
    move_outline,
    perturb_case,
    redraw_outline,
    shift_mask,
    signed_distance,
)
from core.values import Case, Mask, Volume

RADIUS = 12.0


def ball(spacing: tuple[float, float, float], radius: float = RADIUS) -> Mask:
    """A ball whose centre lies a little beside a voxel's, in a box with room around it."""
    axes = [np.arange(-np.ceil(20 / s), np.ceil(20 / s) + 1) * s + 0.3 * s for s in spacing]
    grid = np.meshgrid(*axes, indexing="ij")
    return Mask(sum(x**2 for x in grid) < radius**2, np.diag([*spacing, 1.0]), "ball", "a note")


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (1.0, 1.0, 5.0), (0.8, 0.8, 3.0)])
@pytest.mark.parametrize("distance", [-2.0, -1.0, 1.0, 2.0])
def test_a_ball_grows_and_shrinks_by_millimetres_whatever_the_slices(spacing, distance) -> None:
    mask = ball(spacing)

    ratio = move_outline(mask, distance).voxel_count / mask.voxel_count

    assert ratio == pytest.approx(((RADIUS + distance) / RADIUS) ** 3, rel=0.12)


def test_thick_slices_are_not_added_for_one_millimetre() -> None:
    mask = ball((1.0, 1.0, 5.0))

    assert move_outline(mask, 1.0).bounding_box[2] == mask.bounding_box[2]


def test_a_perturbed_mask_keeps_its_grid_its_name_and_its_note() -> None:
    mask = ball((1.0, 1.0, 3.0))

    moved = move_outline(mask, 1.0)

    assert (moved.shape, moved.name, moved.note) == (mask.shape, "ball", "a note")
    assert (moved.affine == mask.affine).all()


def test_the_distance_to_the_surface_is_that_of_an_exhaustive_search() -> None:
    inside, spacing = ball((2.0, 3.0, 5.0), 9.0).data, (2.0, 3.0, 5.0)
    centres, others = (np.argwhere(part) * spacing for part in (inside, ~inside))

    nearest = np.sqrt(((others[:, None] - centres[None]) ** 2).sum(-1)).min(1)

    assert signed_distance(inside, spacing)[~inside] == pytest.approx(nearest - 1)


def test_a_shifted_mask_moves_in_the_plane_by_whole_voxels_near_the_distance_asked() -> None:
    mask = ball((0.8, 0.8, 4.0))

    steps = np.diff([np.argwhere(m.data).mean(0) for m in (mask, shift_mask(mask, 2.0, rng()))], axis=0)[0]

    assert steps == pytest.approx(np.rint(steps), abs=1e-9)
    assert np.linalg.norm(steps * mask.spacing) == pytest.approx(2.0, abs=0.4 * 2**0.5)
    assert steps[2] == 0


def test_a_shift_leaves_the_plane_of_slices_stored_along_the_first_axis() -> None:
    mask = ball((4.0, 0.8, 0.8))

    assert shift_mask(mask, 2.0, rng()).bounding_box[0] == mask.bounding_box[0]


def test_a_redrawn_outline_wanders_by_about_the_distance_asked() -> None:
    mask = ball((1.0, 1.0, 1.0))

    redrawn = redraw_outline(mask, 1.0, rng())

    depth = np.abs(signed_distance(mask.data, mask.spacing))[redrawn.data != mask.data]
    assert 0.5 < depth.max() < 4
    assert redrawn.voxel_count == pytest.approx(mask.voxel_count, rel=0.15)


def test_noise_has_the_share_asked_of_the_spread_in_the_mask(case: Case) -> None:
    noise = add_noise(case, 0.2, rng()).data - case.volume.data

    assert noise.std() == pytest.approx(0.2 * case.volume.data[case.mask.data].std(), rel=0.03)
    assert noise.mean() == pytest.approx(0, abs=0.5)


def test_masks_are_moved_over_the_same_volume_and_noise_under_the_same_mask(case: Case) -> None:
    moved = perturb_case(case, PerturbationSettings())

    assert list(moved) == ["grown", "shrunk", "shifted", "redrawn", "noisy"]
    assert all(moved[name].volume == case.volume for name in list(moved)[:4])
    assert len({each.mask.digest for each in moved.values()}) == 5
    assert moved["noisy"].mask == case.mask


def test_the_same_case_is_perturbed_alike_whatever_else_is(case: Case) -> None:
    every, alone = PerturbationSettings(), PerturbationSettings(outline=0, shift=0, contour=0)

    assert perturb_case(case, every)["noisy"] == perturb_case(case, alone)["noisy"]


def test_another_case_or_another_seed_is_perturbed_otherwise(case: Case) -> None:
    plain = PerturbationSettings()
    others = [perturb_case(replace(case, case_id="b"), plain), perturb_case(case, PerturbationSettings(seed=1))]

    assert all(other["noisy"].volume != perturb_case(case, plain)["noisy"].volume for other in others)


def test_a_strength_of_nothing_leaves_the_perturbation_out(case: Case) -> None:
    assert list(perturb_case(case, PerturbationSettings(outline=0, contour=0))) == ["shifted", "noisy"]


@pytest.mark.parametrize("strength", [-1.0, np.nan, np.inf])
def test_a_strength_that_is_none_is_refused(strength: float) -> None:
    with pytest.raises(SettingError, match="0 or more"):
        PerturbationSettings(noise=strength)


def test_a_region_that_shrinks_to_nothing_is_refused() -> None:
    affine, data = np.eye(4), np.zeros((9, 9, 9), bool)
    data[4, 4, 4] = True

    with pytest.raises(EmptyMask, match="none is left"):
        perturb_case(Case("dot", Volume(np.ones((9, 9, 9)), affine), Mask(data, affine)), PerturbationSettings())
