"""What a person says of the clinical variables, entered into the mapping that was guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from core.intake.mapping import CohortMapping


def refine_mapping(mapping: CohortMapping, said: Mapping[str, Mapping[str, str]]) -> CohortMapping:
    """The mapping with what a person said of its clinical variables.

    Parameters
    ----------
    said : column to its ``unit``, ``reference`` and ``missing`` (values between commas, semicolons or spaces)
    """
    columns = [
        replace(
            column,
            unit=said[column.name]["unit"] if column.kind == "number" else "",
            reference=said[column.name]["reference"] if column.kind == "category" else "",
            missing=tuple(filter(None, re.split(r"[,;，；\s]+", said[column.name]["missing"]))),
        )
        for column in mapping.clinical
    ]
    return replace(mapping, clinical=tuple(columns))
