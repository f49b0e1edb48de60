"""The headless commands as another program calls them: words in; exit status, output and errors out."""

import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from core.__main__ import main

ROOT = Path(__file__).parents[2]
Done = subprocess.CompletedProcess[str]


def call(*words: object) -> Done:
    """In this process, which has its libraries already: a start of its own takes seconds."""
    said = list(map(str, words))
    out, err = StringIO(), StringIO()
    with chdir(ROOT), redirect_stdout(out), redirect_stderr(err), patch.object(sys, "argv", ["core", *said]):
        try:
            status = main()
        except SystemExit as ended:
            status = int(ended.code or 0)
    return subprocess.CompletedProcess(said, status, out.getvalue(), err.getvalue())


def call_apart(*words: object) -> Done:
    """In a process of its own, as from a shell."""
    command = [sys.executable, "-m", "core", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
