"""One hostile file: how it is made, at which door it knocks, and what it must hear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Make = Callable[[], bytes] | bytes
Files = dict[str, bytes]
ACCEPTED = ""
"""What an unusual file hears that must be let in: no refusal."""


@dataclass(frozen=True)
class Hostile:
    """A file or a folder that knocks at a door.

    Parameters
    ----------
    door : see `tests.hostile.judge.DOORS`
    name : unique at its door
    make : the bytes, or how they are made; of a folder, names with bytes
    said : part of the sentence it must be refused with; `ACCEPTED` where it must be read
    """

    door: str
    name: str
    make: Make | Callable[[], Files]
    said: str

    @property
    def content(self) -> bytes | Files:
        return self.make() if callable(self.make) else self.make


def cases(door: str, table: dict[str, tuple[Make | Callable[[], Files], str]]) -> tuple[Hostile, ...]:
    """Name to content and sentence, as cases at one door."""
    return tuple(Hostile(door, name, make, said) for name, (make, said) in table.items())
