"""The headless command that takes a cohort from tables or images to signatures, models and how far to believe them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.cohort_study.tables import Columns
from core.commands import AcquisitionOption, JsonOption, app, say_notes
from core.disclaimer import RESEARCH_ONLY
from core.progress import show_progress
from core.values import ARMS, ReconstructionSettings

if TYPE_CHECKING:
    from core.cohort_study.images import Measuring
    from core.cohort_study.sources import Sources
    from core.jobs.cohort import Outcome
    from core.prediction.model_recipe import ModelRecipe
    from core.reliability_study import CaseFiles
    from core.resampling.runs import AuditPlan
    from core.signature.settings import SelectionSettings

OnProgress = Callable[[float, str], None]
Column = Annotated[str | None, typer.Option(help="Column; guessed when left out.")]

SchedulerOption = Annotated[
    str, typer.Option(envvar="HEPASR_SCHEDULER", help="Address of a Dask scheduler, whose workers measure images.")
]


@app.command()
def cohort(  # noqa: PLR0913, PLR0917 - options
    table: Annotated[Path, typer.Option(help="CSV or XLSX: outcome, clinical columns, and features or image paths.")],
    event: Annotated[str, typer.Option(help="Value of the outcome that is the event.")],
    out: Annotated[Path, typer.Option(help="Folder to write; finished stages in it are kept.")],
    features: Annotated[list[str] | None, typer.Option(help="Table of features, FILE or ARM=FILE; repeatable.")] = None,
    mapping: Annotated[Path | None, typer.Option(help="Saved mapping of columns; then no column is guessed.")] = None,
    event_name: Annotated[str, typer.Option(help="What the event is; its value when left out.")] = "",
    outcome: Column = None,
    case_id: Column = None,
    patient: Column = None,
    split: Annotated[str | None, typer.Option(help="Column of training or validation; else 8:2 at random.")] = None,
    centre: Column = None,
    clinical: Annotated[list[str] | None, typer.Option(help="Clinical column, NAME or NAME=REFERENCE.")] = None,
    gaps: Annotated[str, typer.Option(help="Missing clinical values: complete, median, or indicator.")] = "complete",
    screen: Annotated[float | None, typer.Option(help="Clinical columns enter below this p-value alone.")] = None,
    settings: Annotated[Path | None, typer.Option(help="JSON object of selection settings.")] = None,
    seed: Annotated[int, typer.Option(help="Of the split, where no column says it.")] = 0,
    nested: Annotated[tuple[int, int], typer.Option(help="Repeats and folds of the cross-validation.")] = (5, 5),
    permutations: Annotated[int, typer.Option(help="Shuffles of the outcome.")] = 200,
    seeds: Annotated[int, typer.Option(help="Random splits.")] = 100,
    boots: Annotated[int, typer.Option(help="Bootstrap samples.")] = 100,
    compatible: Annotated[bool, typer.Option("--compatible", help="Show a leaking order of steps beside.")] = False,
    arm: Annotated[list[str] | None, typer.Option(help="Image to measure; all three when left out.")] = None,
    params: Annotated[Path | None, typer.Option(help="pyradiomics parameter file, for images.")] = None,
    acquisition: AcquisitionOption = "3D",
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
    scheduler: SchedulerOption = "",
    as_json: JsonOption = False,
) -> None:
    """A cohort: signatures, models, performance, and what the same recipe finds in shuffled outcomes; resumable."""
    from core.cohort_study.settings import read_settings
    from core.cohort_study.sources import Images, read_sources
    from core.prediction.model_recipe import ModelRecipe
    from core.resampling.runs import AuditPlan

    plan = AuditPlan(*nested, permutations, seeds, 0.8, boots, compatible, workers=workers)
    model, named, complete = ModelRecipe((), gaps, screen), tuple(clinical or ()), gaps == "complete"
    columns = Columns(event, event_name, outcome, case_id, patient, split, centre, named, 0.8, seed, complete)
    spread = partial(_measure, scheduler, workers)
    images = Images(tuple(arm or ARMS), params, ReconstructionSettings(acquisition), out / "features", workers, spread)
    read = partial(read_sources, table, tuple(features or ()), mapping, columns, images)
    _carry_out(read, (read_settings(settings), plan, model), out, as_json)


def _measure(
    scheduler: str, workers: int, measuring: Measuring, cases: Sequence[CaseFiles]
) -> Iterator[tuple[CaseFiles, Outcome]]:
    """Measure each case as a job of the store, in processes of this machine or of a scheduler."""
    from core.jobs.cluster import Cluster
    from core.jobs.cohort import CohortJobs

    with closing(Cluster(scheduler, workers, not scheduler and _wants_gpu(measuring))) as cluster:
        yield from CohortJobs(cluster).measure(measuring, cases)


def _wants_gpu(measuring: Measuring) -> bool:
    """Whether a GPU of this machine is of use; asks for torch only where a network is."""
    if ARMS[-1] not in measuring.arms:
        return False
    from core.superres.network import has_cuda

    return has_cuda()


def _carry_out(
    read: Callable[[OnProgress], Sources],
    how: tuple[SelectionSettings, AuditPlan, ModelRecipe],
    out: Path,
    as_json: bool,
) -> None:
    """Read the cohort, say what is to be said of it, perform its study and tell what came of it."""
    from core.cohort_study.asked import Study
    from core.cohort_study.study import perform_study

    settings, plan, model = how
    with show_progress("features", hidden=as_json) as on_progress:
        sources = read(on_progress)
    say_notes(sources.notes)
    with show_progress("cohort", hidden=as_json) as on_progress:
        content = perform_study(Study(sources.intake, settings, plan, sources.origin, model), out, on_progress)
    typer.echo(json.dumps(content, ensure_ascii=False) if as_json else summarise(content))


def summarise(content: dict[str, Any]) -> str:
    """A few lines for a terminal: performance, and for each signature how far to believe it."""
    event = content["event"]
    lines = [
        f"{p['split']} {p['score']}: AUC {p['auc']:.3f} (95 % CI {p['ci_low']:.3f}-{p['ci_high']:.3f}), "
        f"{p['events']} of {p['n']} with {event}"
        for p in content["evaluation"]["performance"]
    ]
    for name, nested in content["nested_models"].items():
        interval = f"95 % CI {nested['ci_low']:.3f}-{nested['ci_high']:.3f}"
        lines.append(f"{name} model: nested AUC {nested['auc']:.3f} ({interval})")
    for arm, audit in content["audits"].items():
        nested, optimism, null = audit["nested"], audit["optimism"], audit["null"]
        lines.append(
            f"{arm} signature: nested AUC {nested['auc']:.3f} (95 % CI {nested['ci_low']:.3f}-{nested['ci_high']:.3f}),"
            f" apparent {optimism['apparent']:.3f}, corrected {optimism['corrected']:.3f}, "
            f".632+ {optimism['point632plus']:.3f}; shuffled outcomes reach {null.get('median', float('nan')):.3f} in "
            f"the median, p = {null['p_value']:.3f}"
        )
        if leaking := audit["compatible"]:
            lines.append(
                f"{arm}, leaking order of steps: validation AUC {leaking['validation']:.3f}, and "
                f"{leaking['shuffled_median']:.3f} with shuffled outcomes; leak-free nested {leaking['nested']:.3f}"
            )
    return "\n".join([*lines, f"{content['prediction_set']}: signatures and models.", RESEARCH_ONLY])
