"""The headless command that says which features survive measuring again. It imports heavy rooms when it needs them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.commands import JsonOption, app, say_notes
from core.disclaimer import RESEARCH_ONLY
from core.errors import SettingError
from core.progress import show_progress


@app.command()
def reliability(  # noqa: PLR0913, PLR0917 - options
    table: Annotated[Path, typer.Option(help="CSV: volume, mask, and if known case_id, second_mask, label.")],
    out: Annotated[Path, typer.Option(help="Where to write the reliability table, CSV.")],
    arm: Annotated[str, typer.Option(help="native, interpolated or super-resolved.")] = "native",
    params: Annotated[Path | None, typer.Option(help="pyradiomics parameter file.")] = None,
    outline: Annotated[float, typer.Option(help="Mask grown and shrunk, voxel edges; 0 to leave out.")] = 1.0,
    shift: Annotated[float, typer.Option(help="Mask shifted in plane, voxel edges; 0 to leave out.")] = 1.0,
    contour: Annotated[float, typer.Option(help="Outline redrawn at random, voxel edges; 0 to leave out.")] = 0.5,
    noise: Annotated[float, typer.Option(help="Noise added, as share of the SD in the mask; 0 to leave out.")] = 0.1,
    seed: Annotated[int, typer.Option(help="Of directions, outlines and noise.")] = 20261125,
    threshold: Annotated[float, typer.Option(help="Lower end of the ICC from which a feature is reliable.")] = 0.75,
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Measure cases again with another outline, place, noise and reader, and say which features stay the same."""
    from core.arms import require_arm
    from core.features.agreement_table import build_reliability, summarise_reliability, unreliable_features
    from core.features.params import DEFAULT_PARAMS, read_params
    from core.features.perturbation import PerturbationSettings
    from core.pipeline import measure_arm
    from core.reliability_study import measure_repeatedly, read_case_files
    from core.report.files import replace_text

    require_arm(arm)
    _require_folder(out)
    settings = PerturbationSettings(outline, shift, contour, noise, seed)
    measure = partial(measure_arm, arm=arm, params=read_params(params or DEFAULT_PARAMS))
    with show_progress("reliability", hidden=as_json) as on_progress:
        repeated = measure_repeatedly(read_case_files(table), measure, settings, workers, on_progress)
    say_notes(f"{case_id} is left out: {why}" for case_id, why in repeated.notes.items())
    found = build_reliability(repeated.tables, arm)
    replace_text(out, found.as_csv())
    families = summarise_reliability(found, threshold)
    content = {"out": str(out), "arm": arm, "cases": found.n_cases, "measurements": len(repeated.tables)}
    content |= {"features": len(found.rows), "unreliable": len(unreliable_features(found, threshold))}
    content |= {"threshold": threshold, "families": families.to_dict("index"), "left_out": repeated.notes}
    lines = [f"{row.Index}: {row.n_unreliable} of {row.n} below, median {row.icc:.3f}" for row in families.itertuples()]
    lines += [
        f"{out}: ICC(A,1) of {len(found.rows)} features ({arm}) over {found.n_cases} cases × {len(repeated.tables)} "
        f"measurements; its lower end lies below {threshold:g} in {content['unreliable']}. {RESEARCH_ONLY}"
    ]
    typer.echo(json.dumps(content | {"notice": RESEARCH_ONLY}) if as_json else "\n".join(lines))


def _require_folder(out: Path) -> None:
    """Raise `SettingError` before hours of work rather than after them."""
    if not out.parent.is_dir():
        raise SettingError(f"{out.name} must be written into a folder that exists, but its folder does not: create it")
