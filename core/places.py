"""Where a team's own results lie on this server."""

from __future__ import annotations

import os
import re
from pathlib import Path

from core.cards import CARD_NAME
from core.errors import SettingError

PLAIN_NAME = re.compile(r"[\w][\w.\-]{0,63}")
"""What a folder may be called: letters of any script, digits, ``_``, ``-`` and ``.``, not first a sign."""


def data_folder() -> Path:
    """The folder that the environment variable HEPASR_DATA names, else one in the home of whoever serves."""
    return Path(os.environ.get("HEPASR_DATA") or Path.home() / ".local" / "share" / "hepasr")


def prediction_sets_folder() -> Path:
    """Where prediction sets that a team saved lie, each in a folder of its own."""
    return data_folder() / "prediction-sets"


def list_prediction_sets() -> tuple[Path, ...]:
    """Folders of the sets there are, by name."""
    return tuple(sorted(path.parent for path in prediction_sets_folder().glob(f"*/{CARD_NAME}")))


def new_set_folder(name: str) -> Path:
    """Where a set of this name is to be written; raises `SettingError` when the name is none or there is such a set."""
    if not PLAIN_NAME.fullmatch(name):
        raise SettingError(
            f"a set's name must be letters, digits, _, - and . (up to 64, first a letter), but {name!r} came: rename it"
        )
    folder = prediction_sets_folder() / name
    if folder.exists():
        raise SettingError(f"a saved set is never replaced, but {name} is there already: choose another name")
    return folder
