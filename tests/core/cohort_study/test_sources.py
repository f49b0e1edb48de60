"""One table, two tables, or images: the same cohort comes of it, and bad tables are refused before images are read."""

from pathlib import Path

import pandas as pd
import pytest

from core.cohort_study.sources import Images, Sources, read_sources
from core.cohort_study.tables import Columns
from core.errors import CohortError, UnreadableFile
from core.intake.mapping import write_mapping
from core.values import ReconstructionSettings

COLUMNS = Columns("no", "non-response", clinical=("age",))


def images(folder: Path, *arms: str) -> Images:
    return Images(arms or ("native",), None, ReconstructionSettings(), folder)


def read(table: Path, features: tuple[str, ...] = (), mapping: Path | None = None) -> Sources:
    return read_sources(table, features, mapping, COLUMNS, images(table.parent / "out"), lambda *_: None)


def test_two_tables_make_a_cohort_of_unknown_extraction(tables) -> None:
    found = read(tables[0], (str(tables[1]),))

    assert len(found.intake.cohort) == 96
    assert found.origin == {}
    assert any("cannot be used on new images" in note for note in found.notes)


def test_a_saved_mapping_gives_the_same_cohort(tables, tmp_path: Path) -> None:
    guessed = read(tables[0], (str(tables[1]),)).intake
    saved = tmp_path / "mapping.json"
    saved.write_text(write_mapping(guessed.mapping), encoding="utf-8")

    again = read(tables[0], (str(tables[1]),), saved).intake
    pd.testing.assert_series_equal(again.cohort.outcome, guessed.cohort.outcome)
    assert again.terms == guessed.terms


def test_a_mapping_that_cannot_be_read_is_refused(tables, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="readable text file"):
        read(tables[0], (), tmp_path / "none.json")


@pytest.fixture
def of_images(tables, tmp_path: Path) -> Path:
    table = pd.read_csv(tables[0], dtype=str).rename(columns={"id": "case_id"})
    table.assign(volume="v.nii.gz", mask="m.nii.gz").to_csv(tmp_path / "images.csv", index=False)
    return tmp_path / "images.csv"


def test_images_are_measured(of_images: Path) -> None:
    with pytest.raises(CohortError, match="none of 96 is"):
        read(of_images)


def test_a_bad_table_is_refused_before_images_are_read(of_images: Path, monkeypatch) -> None:
    monkeypatch.setattr("core.cohort_study.sources.measure_cohort", None)
    wrong = Columns("maybe")

    with pytest.raises(CohortError, match="maybe"):
        read_sources(of_images, (), None, wrong, images(of_images.parent / "out"), lambda *_: None)


def test_an_arm_that_does_not_exist_is_refused(of_images: Path) -> None:
    with pytest.raises(CohortError, match="sagittal was asked for"):
        read_sources(of_images, (), None, COLUMNS, images(of_images.parent, "sagittal"), lambda *_: None)
