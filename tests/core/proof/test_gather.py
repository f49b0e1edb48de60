from pathlib import Path

from core.features.params import read_params
from core.proof.gather import gather
from core.proof.methods import INTERPOLATORS
from core.proof.samples import SampleFile, list_samples


def test_every_volume_is_judged_under_every_measurement(folder: Path) -> None:
    found = gather(list_samples(folder, limit=1), INTERPOLATORS, {})

    assert len(found.rows) == 6 * 4 * 2
    assert found.volumes[0]["has_mask"]
    assert (found.work, found.notes) == ([], {})


def test_features_are_planned_for_the_truth_and_every_method(folder: Path) -> None:
    found = gather(list_samples(folder, limit=1), INTERPOLATORS, {"width": read_params()})

    assert [item.method for item in found.work] == ["truth", *INTERPOLATORS]


def test_the_first_volume_of_a_group_gets_the_lesions(folder: Path) -> None:
    found = gather(list_samples(folder, limit=2), INTERPOLATORS, {})

    assert len(found.lesions) == 8 * 4


def test_a_volume_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    (tmp_path / "broken.nii").write_text("no image")
    found = gather([SampleFile(tmp_path / "broken.nii", "g", "s")], INTERPOLATORS, {})

    assert found.rows == []
    assert found.notes["broken"].startswith("left out: ")
