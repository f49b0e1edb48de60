"""The headless commands that train and judge networks. Heavy rooms are imported when a command needs them."""

from __future__ import annotations

import json
from dataclasses import replace
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
    publish: Annotated[bool, typer.Option("--publish", help="Write the findings onto the cards in models/.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare networks with nearest, trilinear, cubic B-spline and sinc interpolation where the truth is known."""
    from core.cards import MODELS
    from core.proof.publish import publish_proof
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
    for name in (name for name in loaded if publish and (MODELS / name).is_dir()):
        publish_proof(proof, name, MODELS / name)
    content = {name: summarise(proof.report, name) for name in loaded}
    lines = [
        f"{name}, {group} (n = {row['n']}): {row['gain_over_sinc']:+.2f} dB over sinc, "
        f"{row['gain_over_bspline']:+.2f} dB over B-spline"
        for name, numbers in content.items()
        for group, row in numbers["foreground"].items()
    ]
    typer.echo(json.dumps({"out": str(out)} | content) if as_json else "\n".join([*lines, f"{out}. {RESEARCH_ONLY}"]))


@app.command("train-network")
def train_network(  # noqa: PLR0913, PLR0917 - options
    data: Annotated[Path, typer.Option(help="Folder of NIfTI volumes; a manifest.csv may give groups and roles.")],
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    minutes: Annotated[float, typer.Option(help="Wall time to train.")] = 30.0,
    begin: Annotated[
        str | None, typer.Option("--from", help="Network to go on from, e.g. on your own volumes.")
    ] = None,
    style: Annotated[str, typer.Option(help="fidelity; perceptual (with an adversary); or control.")] = "fidelity",
    seed: Annotated[int, typer.Option(help="Of the weights and the patches.")] = 20241215,
    fields: Annotated[int, typer.Option(help="Width, in eights of channels.")] = 6,
    blocks: Annotated[int, typer.Option(help="Depth, in residual blocks.")] = 6,
    baseline: Annotated[bool, typer.Option("--baseline", help="Train the published 3D SRGAN instead.")] = False,
    bfloat16: Annotated[bool, typer.Option("--bf16", help="Half precision, for a graphics card.")] = False,
    compiled: Annotated[bool, typer.Option("--compile", help="Compile the network, for a graphics card.")] = False,
    batch: Annotated[int, typer.Option(help="Patches a step.")] = 4,
) -> None:
    """Train a network, or go on where an interrupted training of the same folder stopped."""
    from core.superres.publish import build_generator, write_network
    from core.superres.settings import begin_settings

    start = read_named_network(begin)[1] if begin else build_generator(fields, blocks, baseline, seed)
    settings = begin_settings(style, trained=begin is not None, minutes=minutes, seed=seed, batch=batch)
    settings = replace(settings, bfloat16=bfloat16, compiled=compiled)
    with show_progress("train", hidden=False) as on_progress:
        write_network(data, out, settings, start, on_progress)
    draw_learning(out)


def draw_learning(folder: Path) -> None:
    """The learning curve of a model folder as a picture beside its table."""
    import pandas as pd

    from core.figures.superres import LearningLabels, plot_learning
    from core.superres.publish import CURVE

    labels = LearningLabels("minutes", "gain over sinc, dB", "training", "validation")
    plot_learning(pd.read_csv(folder / CURVE), labels).save((folder / CURVE).with_suffix(".svg"))


def read_named_network(name: str) -> tuple[str, Network]:
    """A network of ``models/``, or of any folder when the name is a path; and its name in the report."""
    from core.cards import MODELS
    from core.superres.network import load_network

    folder = Path(name)
    return folder.name, load_network(folder.name, folder.parent if len(folder.parts) > 1 else MODELS)
