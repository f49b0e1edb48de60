"""Every card there is on this server: what ships, and the prediction sets that a team saved."""

from __future__ import annotations

from pathlib import Path

from core.cards import CARD_NAME, MODELS, file_digests
from core.places import list_prediction_sets
from core.prediction_set import DEFAULT_SET


def list_cards() -> dict[str, Path]:
    """Name to model folder: the models that ship first, then what they were made with, then the team's own sets.

    A set that is called like a folder that ships does not hide it.
    """
    shipped = [path.parent for path in MODELS.glob(f"*/{CARD_NAME}")]
    own = {folder.name: folder for folder in list_prediction_sets()}
    ours = {folder.name: folder for folder in sorted(shipped, key=lambda folder: (folder != DEFAULT_SET, folder.name))}
    return ours | {name: folder for name, folder in own.items() if name not in ours}


def card_digest(folder: Path) -> str:
    """SHA-256 of a card itself; with the digests it lists it names the whole folder."""
    return file_digests(folder, [CARD_NAME])[CARD_NAME]
