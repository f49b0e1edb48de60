"""Compile and keep the engine's kernels, so that no person waits for it: ``python -m core.features.engine.warm``."""

from __future__ import annotations

import numpy as np

from core.features.engine.measure import measure_features
from core.features.params import read_params
from core.values import Case, Mask, Volume


def load_kernels() -> None:
    """Measure a tiny ball: kernels are compiled where they never were, and loaded where they were."""
    grid = np.indices((9, 9, 9)) - 4
    ball = (grid**2).sum(0) < 10
    noise = np.random.default_rng(0).normal(size=ball.shape)
    measure_features(Case("warm", Volume(noise, np.eye(4)), Mask(ball, np.eye(4))), read_params())


if __name__ == "__main__":
    load_kernels()
