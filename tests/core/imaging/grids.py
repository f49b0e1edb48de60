"""Grids as scanners store them, and a sphere on any of them."""

import numpy as np

SHAPE = (40, 44, 24)
"""Voxels of a volume that is drawn on in a browser."""


def oblique() -> np.ndarray:
    """Turned by 18° about the head axis and 12° about the left-right axis; the first axis runs to the left."""
    a, b = np.deg2rad((18, 12))
    about_z = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    affine = np.eye(4)
    affine[:3, :3] = about_z @ about_x @ np.diag([-1.7, 1.7, 3.1])
    affine[:3, 3] = (31.0, -44.5, 112.25)
    return affine


GRIDS = {
    "RAS": np.diag([1.5, 1.5, 3.0, 1.0]),
    "LPS": np.diag([-1.5, -1.5, 3.0, 1.0]),
    "permuted": np.array([[0, 0, 2.0, -30], [-1.5, 0, 0, 40], [0, 1.2, 0, 7], [0, 0, 0, 1]]),
    "oblique": oblique(),
}


def positions(shape: tuple[int, ...], affine: np.ndarray) -> np.ndarray:
    """World position of every voxel, (I, J, K, 3), mm."""
    grid = np.stack(np.meshgrid(*map(np.arange, shape), indexing="ij"), axis=-1)
    return grid @ affine[:3, :3].T + affine[:3, 3]


def sphere(shape: tuple[int, ...], affine: np.ndarray, radius_mm: float = 9.0) -> np.ndarray:
    """Voxels within a distance of a point a little off the middle."""
    places = positions(shape, affine)
    middle = places.reshape(-1, 3).mean(axis=0) + np.array([2.0, -3.0, 1.0])
    return np.linalg.norm(places - middle, axis=-1) <= radius_mm
