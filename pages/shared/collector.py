"""Keeps collections of garbage short: Streamlit asks for one after every run of a page, and it looks at every object.

Libraries hold most of them and are never garbage. With them a collection takes some tenths of a second, in which no
page of any person goes on; without them, milliseconds.
"""

from __future__ import annotations

import gc
import sys
import threading

_LOCK = threading.Lock()
_seen = 0


def spare_libraries() -> None:
    """Collect what is garbage, then leave out for ever what is there now; again only when more modules were loaded."""
    global _seen
    with _LOCK:
        if len(sys.modules) == _seen:
            return
        _seen = len(sys.modules)
        gc.collect()
        gc.freeze()
