"""The dashboard as a person starts it: a process of its own on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "build" / "screens"
"""Where the tests leave what they saw; not in the repository."""

START_SECONDS = 60


@contextmanager
def serve(script: Path = ROOT / "app.py") -> Iterator[str]:
    """A server of its own on a free port; yields its address once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_until_healthy(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not healthy(address):
        if time.monotonic() > deadline:
            pytest.fail(f"the server did not answer within {START_SECONDS} s")
        time.sleep(0.05)


def healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False
