"""Writing what a proof found into the folder of the network it is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.cards import file_digests, read_card, write_card
from core.csv_text import as_csv
from core.proof.report import Proof
from core.proof.summary import summarise

DIGITS = 4


def publish_proof(proof: Proof, name: str, folder: Path) -> None:
    """Put a network's tables beside its weights and its numbers onto its card, replacing those of an earlier proof.

    Parameters
    ----------
    name : of the network in the report
    folder : its model folder

    Raises
    ------
    CardError
        The folder is not whole.
    """
    card = read_card(folder)
    names = set(card.files)
    for kind, tables in (("trust", proof.trust), ("families", proof.families)):
        if name in tables:
            (folder / f"{kind}.csv").write_text(as_csv(tables[name].round(DIGITS), index=False), encoding="utf-8")
            names.add(f"{kind}.csv")
    extra = dict(card.extra) | {"proof": summarise(proof.report, name)}
    write_card(folder, replace(card, files=file_digests(folder, sorted(names)), extra=extra))
