"""The headless commands that look after what a team keeps: back up, restore, scrub, erase, and check the audit."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.commands import JsonOption, app
from core.errors import SettingError, StoreDamaged

if TYPE_CHECKING:
    from core.store.database import Store

FOREVER = 0

keeps = typer.Typer(no_args_is_help=True, help="What a team keeps; HEPASR_DATA and DATABASE_URL name where.")
audits = typer.Typer(no_args_is_help=True, help="Who did what, in a chain that shows any change.")
app.add_typer(keeps, name="store")
app.add_typer(audits, name="audit")

ProjectOption = Annotated[str, typer.Option(help="Project of the case.")]


@keeps.command()
def backup(
    to: Annotated[Path, typer.Argument(help="A .tar file that is not there yet, or a folder, used again and again.")],
    as_json: JsonOption = False,
) -> None:
    """Write everything to a folder or a tar file; exits 2 and names the blobs that were not whole."""
    from core.store.backup import back_up

    made = back_up(_open(), to)
    _say(asdict(made), f"{to.name}: {made.rows} rows, {made.blobs} blobs. Head of the audit: {made.head}", as_json)
    _refuse_damaged(made.damaged)


@keeps.command()
def restore(
    of: Annotated[Path, typer.Argument(help="What `backup` wrote.")],
    as_json: JsonOption = False,
) -> None:
    """Fill an empty store from a backup, and check every row count and digest."""
    from core.store.restore import restore as fill

    made = fill(_open(), of)
    _say(asdict(made), f"{of.name}: {made.rows} rows and {made.blobs} blobs are back, all digests agree.", as_json)


@keeps.command()
def scrub(as_json: JsonOption = False) -> None:
    """Read every blob; exits 2 and names those that are damaged or missing."""
    from core.store.scrub import scrub as look_through

    found = look_through(_open())
    _say(asdict(found), f"{found.blobs} blobs read, {found.bytes / 1e6:.1f} MB.", as_json)
    _refuse_damaged((*found.damaged, *found.missing))


@keeps.command()
def erase(
    case: Annotated[str | None, typer.Option(help="Pseudonym of the case.")] = None,
    expired: Annotated[bool, typer.Option("--expired", help="Every case its project no longer keeps.")] = False,
    project: ProjectOption = "default",
    as_json: JsonOption = False,
) -> None:
    """Erase a case, or all that are too old, with everything derived from it."""
    from core.store.erase import erase_case, erase_expired

    _require_one(case, expired)
    gone = erase_expired(_open()) if case is None else erase_case(_open(), case, project)
    told = f"{gone.cases} cases, {gone.records} records and {gone.blobs} blobs ({gone.bytes / 1e6:.1f} MB) erased."
    _say(asdict(gone), told, as_json)


@keeps.command()
def retention(
    days: Annotated[int, typer.Argument(help="Days that cases are kept; 0 for ever.")],
    project: ProjectOption = "default",
) -> None:
    """Say how long a project keeps its cases; `erase --expired` then erases the older ones."""
    from core.store.erase import keep_for

    keep_for(_open(), None if days == FOREVER else days, project)
    typer.echo(f"{project}: cases are kept {'for ever' if days == FOREVER else f'{days} days'}.")


@audits.command()
def verify(
    head: Annotated[str, typer.Option(help="Digest written down earlier, e.g. by a backup.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Follow the chain from its start; exits 2 and names the first entry that does not follow."""
    from core.store.audit import verify as follow

    with _open().reading() as session:
        chain = follow(session, head)
    _say(asdict(chain), f"{chain.entries} entries, each follows from the one before. Head: {chain.head}", as_json)


def _require_one(case: str | None, expired: bool) -> None:
    if (case is None) != expired:
        raise SettingError("either --case or --expired must say what to erase, but neither or both came: give one")


def _open() -> Store:
    from core.store.database import open_store

    return open_store()


def _say(content: dict[str, Any], told: str, as_json: bool) -> None:
    typer.echo(json.dumps(content) if as_json else told)


def _refuse_damaged(digests: tuple[str, ...]) -> None:
    if digests:
        raise StoreDamaged(
            f"every blob must be whole, but {len(digests)} are not ({', '.join(digests)}): restore them from a backup"
        )
