"""What to extract: a pyradiomics parameter file and its digest. Reading it loads no image library."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from core.cards import MODELS
from core.errors import UnreadableFile
from core.foreign import is_plain_name
from core.values.frozen import FrozenMapping

PARAMS = "params.yaml"
DEFAULT_PARAMS = MODELS / "extraction-2026.11" / PARAMS
SECTIONS = {"imageType", "featureClass", "setting"}


@dataclass(frozen=True)
class ExtractionParams:
    """What to extract; `digest` is the SHA-256 of the parameter file."""

    content: Mapping[str, Any]
    digest: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", FrozenMapping(self.content))

    @property
    def settings(self) -> dict[str, Any]:
        """The settings as pyradiomics reads them."""
        return dict(self.content["setting"])


def read_params(path: Path = DEFAULT_PARAMS) -> ExtractionParams:
    """Read a pyradiomics parameter file.

    Raises
    ------
    UnreadableFile
        It is not YAML with the sections imageType, featureClass and setting.
    """
    try:
        text = Path(path).read_bytes()
        content = yaml.safe_load(text)
    except (OSError, yaml.YAMLError, RecursionError) as error:
        raise UnreadableFile(f"{Path(path).name} must be a YAML parameter file, but it cannot be read") from error
    if not isinstance(content, dict) or set(content) != SECTIONS:
        raise UnreadableFile(
            f"{Path(path).name} must hold exactly the sections {', '.join(sorted(SECTIONS))}: correct it"
        )
    return ExtractionParams(content, hashlib.sha256(text).hexdigest())


def read_extraction(name: str) -> ExtractionParams:
    """The parameters of a folder in ``models/``, by which a prediction set learnt.

    Raises
    ------
    UnreadableFile
        The name leads elsewhere, or the folder holds no such file; see `read_params`.
    """
    if not is_plain_name(name):
        raise UnreadableFile("an extraction must name a folder of models/, but this one leads elsewhere: correct it")
    return read_params(MODELS / name / PARAMS)
