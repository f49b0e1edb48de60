"""Going through the volumes once: every method restores each of them, and what was seen is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from core.errors import HepasrError
from core.features.params import ExtractionParams
from core.proof.extraction import Extraction, plan_extractions
from core.proof.fidelity import ACQUISITIONS, MATCHED, Row, judge_sample, restore_sample
from core.proof.lesions import insert_lesions
from core.proof.methods import Method
from core.proof.samples import Sample, SampleFile, read_sample


@dataclass(frozen=True, eq=False)
class Gathered:
    """What one walk through the volumes brings home.

    Parameters
    ----------
    volumes : which they were and what their truth is
    rows : see `judge_sample`
    lesions : see `insert_lesions`; the first volume of each group gets some
    work : features that are still to be extracted
    notes : volume to what was not as asked for
    """

    volumes: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    lesions: list[Row] = field(default_factory=list)
    work: list[Extraction] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def add(self, sample: Sample, methods: Mapping[str, Method], params: Mapping[str, ExtractionParams]) -> None:
        """Restore one sample by every method and write down how close it comes."""
        if all(about["group"] != sample.group for about in self.volumes):
            centre = None if sample.mask is None else np.argwhere(sample.mask.data).mean(0)
            self.lesions.extend({"group": sample.group} | row for row in insert_lesions(sample.truth, methods, centre))
        self.volumes.append(describe_sample(sample))
        if sample.note:
            self.notes[sample.name] = sample.note
        for measured in ACQUISITIONS:
            coarse, restored = restore_sample(sample, methods, measured)
            self.rows.extend(judge_sample(sample, coarse, restored, measured))
            if measured == MATCHED:
                self.work.extend(plan_extractions(sample, restored, params))


def gather(
    files: list[SampleFile],
    methods: Mapping[str, Method],
    params: Mapping[str, ExtractionParams],
    on_progress: Callable[[float, str], None] | None = None,
) -> Gathered:
    """Go through the files; volumes that cannot be read are noted and left out.

    Parameters
    ----------
    params : name of a binning to its parameters; no features when empty
    """
    found = Gathered()
    for n, file in enumerate(files, start=1):
        try:
            sample = read_sample(file)
        except HepasrError as error:
            found.notes[file.name] = f"left out: {error}"
            continue
        found.add(sample, methods, params)
        if on_progress is not None:
            on_progress(n / len(files), file.name)
    return found


def describe_sample(sample: Sample) -> Row:
    """Whose volume it is and what its truth is."""
    about: Row = {"group": sample.group, "case": sample.name, "subject": sample.subject, "shape": sample.truth.shape}
    about |= {"spacing_mm": sample.truth.spacing, "halved_axes": sample.halved, "has_mask": sample.mask is not None}
    return about
