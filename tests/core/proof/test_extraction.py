from pathlib import Path

import pytest

from core.features.params import ExtractionParams, read_params
from core.proof.extraction import collect_tables, count_params, extract_all, plan_extractions
from core.proof.samples import Sample
from core.values import Mask
from tests.core.proof.conftest import make_sample

QUICK = ExtractionParams(dict(read_params().content) | {"imageType": {"Original": {}}}, "quick")


@pytest.fixture
def work(sample: Sample) -> list:
    return plan_extractions(sample, {"same": sample.truth}, {"width": QUICK})


def test_a_fixed_count_of_bins_measures_the_textures_of_the_original_image(sample: Sample, tmp_path: Path) -> None:
    params = count_params(read_params())
    work = plan_extractions(sample, {}, {"count": params})
    extract_all(work, tmp_path)
    names = collect_tables(work, tmp_path)["balls", "count"]["truth"].columns

    assert len(names) == 75
    assert {name.split("_")[1] for name in names} == {"glcm", "glrlm", "glszm", "gldm", "ngtdm"}
    assert (params.settings["binCount"], "binWidth" in params.settings) == (32, False)


def test_equal_volumes_have_equal_features(work: list, tmp_path: Path) -> None:
    assert extract_all(work, tmp_path) == {}
    tables = collect_tables(work, tmp_path)["balls", "width"]

    assert tables["truth"].equals(tables["same"])


def test_what_was_extracted_once_is_not_extracted_again(work: list, tmp_path: Path) -> None:
    extract_all(work, tmp_path)
    seen: list[str] = []

    extract_all(work, tmp_path, on_progress=lambda _, name: seen.append(name))

    assert seen == []


def test_another_volume_has_another_file(sample: Sample) -> None:
    params = {"width": QUICK}
    one, other = (plan_extractions(sample, {"m": made.truth}, params)[1] for made in (sample, make_sample(1)))

    assert one.file_name != other.file_name


def test_a_region_too_small_leaves_its_case_out_with_a_sentence(sample: Sample, tmp_path: Path) -> None:
    corner = sample.mask.data.copy()
    corner[:] = False
    corner[:2, :2, :2] = True
    small = Sample("small", "g", "s", sample.truth, Mask(corner, sample.truth.affine))
    work = plan_extractions(small, {}, {"width": QUICK})
    failed = extract_all(work, tmp_path)

    assert "at least 27 voxels" in failed["small"]
    assert collect_tables(work, tmp_path, failed) == {}


def test_a_sample_without_a_mask_has_nothing_to_extract(sample: Sample) -> None:
    assert plan_extractions(Sample("n", "g", "s", sample.truth), {}, {"width": QUICK}) == []


def test_workers_extract_the_same(work: list, tmp_path: Path) -> None:
    for workers in (1, 2):
        extract_all(work, tmp_path / str(workers), workers)
    one, two = (collect_tables(work, tmp_path / n)["balls", "width"]["truth"] for n in "12")

    assert one.equals(two)
