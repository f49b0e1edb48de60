"""A small textured case on an oblique grid."""

import numpy as np
import pytest

from core.values import Case, Mask, Volume


def make_case(scale: float = 1.0, affine: np.ndarray | None = None) -> Case:
    rng = np.random.default_rng(11)
    affine = np.diag([-1.5, -1.5, 3.0, 1.0]) if affine is None else affine
    data = scale * (rng.gamma(4.0, 30.0, (24, 22, 14)) + 40)
    grid = np.stack(np.meshgrid(*[np.arange(n) - n / 2 for n in data.shape], indexing="ij"))
    return Case("case", Volume(data, affine), Mask((grid**2).sum(0) < 30, affine))


@pytest.fixture
def case() -> Case:
    return make_case()
