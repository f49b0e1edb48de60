"""The inside of the child: takes its limits, calls one reader of this room, writes its answer, ends.

The order comes on standard input: one line of JSON, then the foreign bytes. Whatever a library prints goes elsewhere
than the answer.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from core.errors import HepasrError

OUT_OF_MEMORY = 3
"""How a child ends that needed more memory than it may have."""


def main() -> int:
    """Serve one order; the exit status."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order = json.loads(sys.stdin.buffer.readline())
    module, _, function = order["task"].partition(":")
    room = import_module(module)
    # None: an import of it fails, which the library expects
    sys.modules.update(dict.fromkeys(getattr(room, "UNNEEDED", ())))
    work = getattr(room, function)
    _limit(order)
    try:
        told, payload = work(sys.stdin.buffer.read(), **order["words"])
    except MemoryError:
        return OUT_OF_MEMORY
    except HepasrError as error:
        told, payload = {"refused": type(error).__name__, "sentence": str(error)}, b""
    answer.write(json.dumps(told).encode() + b"\n")
    answer.write(payload)
    answer.close()
    return 0


def _limit(order: dict[str, Any]) -> None:
    """No more memory, time or disk than the order says, and no core dump, which would hold the file."""
    limits = {
        resource.RLIMIT_CPU: order["seconds"],
        resource.RLIMIT_FSIZE: order["file_mb"] << 20,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":  # elsewhere the system ignores it, or refuses to set it
        limits[resource.RLIMIT_AS] = order["memory_mb"] << 20
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())
