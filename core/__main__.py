"""The headless commands: ``python -m core predict | superres | features | cohort | evaluate | train-network | demo``;
``bench-network`` judges networks, ``reliability`` features; ``jobs``, ``store`` and ``audit`` look after what is kept.

Every command exits with 0, or with 2 and one sentence on stderr when the input is at fault.
"""

from __future__ import annotations

import sys

from core import (  # noqa: F401 - they register their commands
    cohort_commands,
    feature_commands,
    job_commands,
    network_commands,
    reliability_commands,
    store_commands,
)
from core.commands import app
from core.errors import HepasrError


def main() -> int:
    """Run one command; returns the exit status."""
    try:
        app(standalone_mode=True)
    except HepasrError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
