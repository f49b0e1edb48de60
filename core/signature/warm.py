"""Compile and keep the kernels of signatures, so that no person waits for it: ``python -m core.signature.warm``."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.signature.recipe import SignatureRecipe


def load_kernels() -> None:
    """Fit a tiny recipe: kernels are compiled where they never were, and loaded where they were."""
    noise = pd.DataFrame(np.random.default_rng(0).normal(size=(20, 6)), columns=list("abcdef"))
    SignatureRecipe().fit(noise, np.arange(20) % 2 == 0)


if __name__ == "__main__":
    load_kernels()
