"""The commands on networks as another program calls them."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import CardError
from core.network_commands import read_named_network

ROOT = Path(__file__).parents[2]


def call(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "core", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_bench_network_explains_itself() -> None:
    done = call("bench-network", "--help")

    assert done.returncode == 0
    assert "--validation" in done.stdout


def test_a_network_that_is_not_there_gives_one_sentence_and_status_two(tmp_path: Path) -> None:
    done = call("bench-network", "--data", tmp_path, "--network", "missing", "--out", tmp_path / "r.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_path_is_read_where_it_leads(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="net is not there"):
        read_named_network(str(tmp_path / "somewhere" / "net"))
