"""What each headless command reads, calls and writes. Heavy rooms are imported when a command needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from core.disclaimer import RESEARCH_ONLY
from core.errors import ClinicalError, UnreadableFile
from core.imaging import read_mask, read_space, read_volume
from core.imaging.files import require_volume_path
from core.progress import show_progress
from core.values import Case, ReconstructionSettings

app = typer.Typer(add_completion=False, no_args_is_help=True, help=f"HepaSR without a browser. {RESEARCH_ONLY}")

VolumeOption = Annotated[Path, typer.Option(help="Arterial-phase volume: NIfTI, NRRD or MHA.")]
MaskOption = Annotated[Path, typer.Option(help="Mask of the region on the volume's grid.")]
LabelOption = Annotated[int | None, typer.Option(help="Label to use when the mask has several.")]
AcquisitionOption = Annotated[str, typer.Option(help="3D, or 2D for thick slices excited one by one.")]
PerceptualOption = Annotated[float, typer.Option(help="Share of the perceptual network's weights, 0-1.")]
BiasOption = Annotated[bool, typer.Option("--bias-correction", help="Take the bias field out first (N4).")]
CheckOption = Annotated[bool, typer.Option("--check", help="Measure by pyradiomics too, and compare.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def predict(  # noqa: PLR0913, PLR0917 - options
    volume: VolumeOption,
    mask: MaskOption,
    label: LabelOption = None,
    clinical: Annotated[Path | None, typer.Option(help="JSON object of clinical values, e.g. diameter_cm.")] = None,
    model: Annotated[Path | None, typer.Option(help="Folder of the prediction set.")] = None,
    acquisition: AcquisitionOption = "3D",
    perceptual: PerceptualOption = 0.0,
    bias_correction: BiasOption = False,
    check: CheckOption = False,
    as_json: JsonOption = False,
) -> None:
    """One case: checks, super-resolution, features, rad-scores, and the risk with its interval."""
    settings = ReconstructionSettings(acquisition, perceptual, bias_correction)
    case = read_case(volume, mask, label, read_clinical(clinical))
    from core.features.door import require_measurable
    from core.features.params import read_extraction
    from core.prediction_set import DEFAULT_SET, read_prediction_set

    models = read_prediction_set(model or DEFAULT_SET)
    params = read_extraction(models.extraction)
    say_notes(found.detail for found in require_measurable(case, params) if found.status == "warn")
    from core.pipeline import predict_workup
    from core.report.case import describe_workup
    from core.stock_check import check_arms, describe_comparisons, list_arms

    with show_progress("predict", hidden=as_json) as on_progress:
        workup = predict_workup(case, models, on_progress, settings)
    content = describe_workup(workup)
    if check:
        with show_progress("check", hidden=as_json) as on_progress:
            content |= describe_comparisons(check_arms(list_arms(workup), params, on_progress))
    say_notes(workup.notes)
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False) if as_json else summarise(content))


@app.command()
def superres(  # noqa: PLR0913, PLR0917 - options
    volume: VolumeOption,
    out: Annotated[Path, typer.Option(help="Where to write the super-resolved .nii.gz.")],
    mask: Annotated[Path | None, typer.Option(help="Only the region around this mask.")] = None,
    label: LabelOption = None,
    network: Annotated[str | None, typer.Option(help="Folder in models/.")] = None,
    perceptual: PerceptualOption = 0.0,
    acquisition: AcquisitionOption = "3D",
    parts: Annotated[bool, typer.Option("--parts", help="Write what was measured and what was added besides.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Super-resolve a volume, or only the region around a mask, ×2 along every axis."""
    settings = ReconstructionSettings(acquisition, perceptual)
    require_volume_path(out)
    coarse = read_volume(volume)
    from core.imaging.geometry import region_around
    from core.pipeline import read_network
    from core.superres.infer import DEFAULT_NETWORK, reconstruct
    from core.superres.record import write_reconstruction

    region = region_around(read_mask(mask, coarse, label)) if mask else None
    loaded = read_network(network or DEFAULT_NETWORK, settings.perceptual_share)
    with show_progress("super-resolve", hidden=as_json) as on_progress:
        made = reconstruct(coarse, loaded, region, on_progress, settings.acquisition)
    record = write_reconstruction(made, coarse, region, out, read_space(volume), parts)
    say_notes(made.record["notes"])
    fine, content = record["super_resolved"], {"out": str(out)} | record
    said = f"{out}: {fine['shape']} voxels of {fine['spacing_mm']} mm. {record['notice']}"
    typer.echo(json.dumps(content) if as_json else said)


@app.command()
def evaluate(  # noqa: PLR0913, PLR0917 - options
    table: Annotated[Path, typer.Option(help="CSV with one row per case.")],
    outcome: Annotated[str, typer.Option(help="Column of the outcome.")],
    event: Annotated[str, typer.Option(help="Value of the outcome that is the event.")],
    score: Annotated[list[str], typer.Option(help="Column of a score; may be given several times.")],
    out: Annotated[Path, typer.Option(help="Folder to write.")],
    split: Annotated[str | None, typer.Option(help="Column that says training or validation.")] = None,
    threshold: Annotated[float | None, typer.Option(help="Of every score; else Youden's, found on training.")] = None,
    cost_ratio: Annotated[float | None, typer.Option(help="Cost of a missed event in false alarms.")] = None,
    prevalence: Annotated[float | None, typer.Option(help="Where the risks will be used, 0-1.")] = None,
    resamples: Annotated[int, typer.Option(help="Of every bootstrap.")] = 2000,
    reclassification: Annotated[bool, typer.Option("--reclassification", help="NRI and IDI, with a warning.")] = False,
    language: Annotated[str, typer.Option(help="Of the figures: en or zh.")] = "en",
    as_json: JsonOption = False,
) -> None:
    """Tables only: every statistic and every figure of scores, without any image."""
    from core.report.evaluation import EvaluationSettings, write_evaluation
    from core.scores import read_scores

    settings = EvaluationSettings(
        threshold, cost_ratio, prevalence, resamples=resamples, reclassification=reclassification, language=language
    )
    content = write_evaluation(read_scores(table, outcome, event, score, split), event, out, settings)
    lines = [
        f"{p['split']} {p['score']}: AUC {p['auc']:.3f} (95 % CI {p['ci_low']:.3f}-{p['ci_high']:.3f}), "
        f"{p['events']} of {p['n']} with {event}"
        for p in content["performance"]
    ]
    typer.echo(json.dumps(content) if as_json else "\n".join([*lines, RESEARCH_ONLY]))


@app.command()
def demo(
    cache: Annotated[Path, typer.Option(help="Where finished cases are kept.")] = Path("build/demo"),
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
) -> None:
    """Simulate the demonstration cohort and run the true pipeline over it; resumable."""
    from core.demo.build import build_features
    from core.demo.publish import publish_demo

    with show_progress("features", hidden=False) as on_progress:
        build_features(cache, workers, on_progress)
    publish_demo(cache)


def say_notes(notes: Iterable[str]) -> None:
    """Say on stderr what was not as asked for, whatever stdout is used for."""
    for note in notes:
        typer.echo(f"note: {note}", err=True)


def read_case(volume: Path, mask: Path, label: int | None, clinical: dict[str, Any]) -> Case:
    """Read a case from files; its id is the volume's file name without suffix."""
    coarse = read_volume(volume)
    return Case(volume.name.split(".")[0], coarse, read_mask(mask, coarse, label), clinical)


def read_clinical(path: Path | None) -> dict[str, Any]:
    """Clinical values from a JSON object; raises `UnreadableFile` or `ClinicalError` when it is none."""
    if path is None:
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFile(f"{path.name} must be a readable file, but it is not: give another") from error
    except ValueError as error:
        raise ClinicalError(f"{path.name} must be a JSON object of clinical values, but it is none: {error}") from error
    if not isinstance(content, dict):
        raise ClinicalError(f'{path.name} must be an object such as {{"diameter_cm": 6.8}}, but it is something else')
    return content


def summarise(content: dict[str, Any]) -> str:
    """A few lines for a terminal."""
    from core.stock_check import summarise_comparisons

    lines = [f"{content['case_id']}: {content['headline']['model']} model, event {content['event']}"]
    lines.append(f"  learnt from {content['models_learnt_from']['patients']}")
    for name, p in content["predictions"].items():
        against = "; ".join(p["reasons"])
        place = f"OUTSIDE the training range: {against}" if against else "inside the training range"
        lines.append(f"  {name}: risk {p['risk']:.3f} (95 % CI {p['ci_low']:.3f}-{p['ci_high']:.3f}), {place}")
    return "\n".join([*lines, *summarise_comparisons(content), content["notice"]])
