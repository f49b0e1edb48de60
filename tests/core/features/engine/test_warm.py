"""Kernels are compiled once and kept beside the engine, or where the user may write."""

import os
import subprocess
import sys
from pathlib import Path

from core.features.engine.warm import load_kernels

ROOT = Path(__file__).parents[4]


def test_a_fresh_installation_keeps_every_kernel(tmp_path: Path) -> None:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}

    subprocess.run([sys.executable, "-m", "core.features.engine.warm"], cwd=ROOT, env=environment, check=True)

    kept = {path.name.split(".")[0] for path in tmp_path.rglob("*.nbi")}
    assert {"bins", "gaussian", "glrlm", "pairs", "surface", "zones"} <= kept


def test_kernels_are_loaded_without_a_word(capsys) -> None:
    load_kernels()

    assert capsys.readouterr() == ("", "")
