"""The headless commands that judge networks. Heavy rooms are imported when a command needs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.commands import JsonOption, app
from core.disclaimer import RESEARCH_ONLY
from core.progress import show_progress

if TYPE_CHECKING:
    from core.superres.network import Network


@app.command("bench-network")
def bench_network(  # noqa: PLR0913, PLR0917 - options
    data: Annotated[Path, typer.Option(help="Folder of volumes; a manifest.csv may give groups, roles and masks.")],
    out: Annotated[Path, typer.Option(help="Where to write the report, REPORT.json; tables are put beside it.")],
    network: Annotated[list[str] | None, typer.Option(help="Folder in models/, or a path; may be repeated.")] = None,
    groups: Annotated[list[str] | None, typer.Option(help="Only this group of volumes; may be repeated.")] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many volumes of each group.")] = None,
    label: Annotated[int | None, typer.Option(help="Label to use when masks have several.")] = None,
    validation: Annotated[bool, typer.Option(help="The subjects kept for choices during development.")] = False,
    features: Annotated[bool, typer.Option(help="Compare features too, which takes most of the time.")] = True,
    workers: Annotated[int, typer.Option(help="Processes that extract features.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Compare networks with nearest, trilinear, cubic B-spline and sinc interpolation where the truth is known."""
    from core.proof.report import ProofSettings, write_proof
    from core.proof.report import bench_network as bench
    from core.proof.summary import summarise
    from core.superres.network import DEFAULT_NETWORK

    loaded = dict(map(read_named_network, network or [DEFAULT_NETWORK]))
    settings = ProofSettings(tuple(groups or ()), limit, validation, label, features, workers)
    folder = out.parent / f"{out.stem}-features"
    with show_progress("bench", hidden=as_json) as on_progress:
        proof = bench(data, loaded, folder, settings, on_progress)
    write_proof(proof, out)
    content = {name: summarise(proof.report, name) for name in loaded}
    lines = [
        f"{name}, {group} (n = {row['n']}): {row['gain_over_sinc']:+.2f} dB over sinc, "
        f"{row['gain_over_bspline']:+.2f} dB over B-spline"
        for name, numbers in content.items()
        for group, row in numbers["foreground"].items()
    ]
    typer.echo(json.dumps({"out": str(out)} | content) if as_json else "\n".join([*lines, f"{out}. {RESEARCH_ONLY}"]))


def read_named_network(name: str) -> tuple[str, Network]:
    """A network of ``models/``, or of any folder when the name is a path; and its name in the report."""
    from core.cards import MODELS
    from core.superres.network import load_network

    folder = Path(name)
    return folder.name, load_network(folder.name, folder.parent if len(folder.parts) > 1 else MODELS)
