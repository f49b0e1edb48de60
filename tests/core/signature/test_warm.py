"""Warming compiles every kernel of a fit."""

from core.signature.descent import follow_path
from core.signature.ranks import share_ranks
from core.signature.warm import load_kernels


def test_every_kernel_is_compiled_once_warm():
    load_kernels()
    assert follow_path.signatures
    assert share_ranks.signatures
