"""Selection settings from a JSON object: names and values as in `SelectionSettings`, everything else as usual."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from core.errors import SettingError, UnreadableFile
from core.signature.settings import SelectionSettings


def read_settings(path: Path | None) -> SelectionSettings:
    """Settings of a file; the usual ones without a file.

    Raises
    ------
    UnreadableFile
        The file is no JSON object.
    SettingError
        A name or a value is none of those there are.
    """
    if path is None:
        return SelectionSettings()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path.name} must be a JSON object of settings, but it is none: correct it") from error
    known = {each.name: type(each.default) for each in fields(SelectionSettings)}
    if not isinstance(content, dict) or (strange := sorted(content.keys() - known.keys())):
        found = strange[0] if isinstance(content, dict) else "no object"
        raise SettingError(f"a setting is one of {', '.join(known)}, but {found} came: correct {path.name}")
    return SelectionSettings(**{name: _converted(name, value) for name, value in content.items()})


def _converted(name: str, value: Any) -> Any:
    """A JSON list as the set or the tuple that the setting is."""
    if name == "excluded":
        return frozenset(value)
    return tuple(value) if name == "penalties" and value is not None else value
