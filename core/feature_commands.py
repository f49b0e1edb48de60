"""The headless command that measures one case. It imports heavy rooms when it needs them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from core.commands import (
    AcquisitionOption,
    BiasOption,
    CheckOption,
    JsonOption,
    LabelOption,
    MaskOption,
    VolumeOption,
    app,
    read_case,
    say_notes,
)
from core.disclaimer import RESEARCH_ONLY
from core.progress import show_progress
from core.values import ReconstructionSettings


@app.command()
def features(  # noqa: PLR0913, PLR0917 - options
    volume: VolumeOption,
    mask: MaskOption,
    out: Annotated[Path, typer.Option(help="Where to write the CSV.")],
    arm: Annotated[str, typer.Option(help="native, interpolated or super-resolved.")] = "native",
    params: Annotated[Path | None, typer.Option(help="pyradiomics parameter file.")] = None,
    label: LabelOption = None,
    acquisition: AcquisitionOption = "3D",
    bias_correction: BiasOption = False,
    check: CheckOption = False,
    as_json: JsonOption = False,
) -> None:
    """Radiomic features of one case, 1,130 with the parameters that ship; a case that cannot be measured is refused."""
    settings = ReconstructionSettings(acquisition, bias_correction=bias_correction)
    case = read_case(volume, mask, label, {})
    from core.features.door import require_measurable
    from core.features.params import DEFAULT_PARAMS, read_params
    from core.features.voxel_count import VOXEL_COUNT

    asked = read_params(params or DEFAULT_PARAMS)
    checks = require_measurable(case, asked)
    say_notes(found.detail for found in checks if found.status == "warn")
    from core.arms import extract_arm, frame_arm
    from core.pipeline import build_arm, prepare_case
    from core.report.case import describe_checks, write_csv
    from core.stock_check import check_arms, describe_comparisons, summarise_comparisons

    with show_progress("features", hidden=as_json):
        case = prepare_case(case, settings)
        image = build_arm(case, arm, settings)
        table = extract_arm(case, arm, image, asked, workers=os.cpu_count() or 1)
    write_csv({arm: table}, out)
    say_notes(filter(None, [table.note]))
    content = {"out": str(out), "arm": arm, "features": len(table.names), "versions": dict(table.versions)}
    content |= {"checks": describe_checks(checks), "depend_on_voxel_count": list(VOXEL_COUNT)}
    if check:
        with show_progress("check", hidden=as_json) as on_progress:
            content |= describe_comparisons(check_arms({arm: frame_arm(case, arm, image)}, asked, on_progress))
    content |= {"params_sha256": table.params_digest, "notice": RESEARCH_ONLY}
    lines = [f"{out}: {len(table.names)} features ({arm}).", *summarise_comparisons(content), RESEARCH_ONLY]
    typer.echo(json.dumps(content) if as_json else "\n".join(lines))
