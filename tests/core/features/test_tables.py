from pathlib import Path

import pandas as pd
import pytest

from core.errors import UnreadableFile
from core.features.tables import build_export, compare_arms, read_features, write_features
from core.features.voxel_count import VOXEL_COUNT
from core.values import FeatureTable

VALUES = pd.DataFrame({"a": [1.5, 2.0], "b": [0.25, -3.0]}, index=["p1", "p2"])
TABLE = FeatureTable(VALUES, "d" * 64, {"lib": "1"})


def test_a_table_reads_back_as_it_was_written(tmp_path: Path) -> None:
    write_features(TABLE, tmp_path / "t.parquet")
    read = read_features(tmp_path / "t.parquet")

    pd.testing.assert_frame_equal(read.values, TABLE.values)
    assert (read.params_digest, dict(read.versions)) == (TABLE.params_digest, dict(TABLE.versions))


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 no table")

    with pytest.raises(UnreadableFile, match="must be a feature table"):
        read_features(tmp_path / "t.parquet")


def test_an_export_lists_what_depends_on_the_number_of_voxels() -> None:
    listed = build_export({"native": TABLE})["depend_on_voxel_count"].iloc[0]

    assert listed.split("; ") == list(VOXEL_COUNT)


def test_arms_are_compared_feature_by_feature() -> None:
    names = ["original_firstorder_Energy", "wavelet-LLH_glcm_Contrast"]
    arms = {arm: FeatureTable(pd.DataFrame([[n, 2.0]], ["p1"], names), "d", {}) for n, arm in enumerate(("a", "b"))}

    compared = compare_arms(arms, "p1")

    assert compared.loc[names[0]].tolist() == ["original", "firstorder", "Energy", 1, 0.0, 1.0]
    assert compared["voxel_growth"].tolist() == [1, 0]


def test_an_export_names_its_arm_its_parameters_and_its_limits() -> None:
    export = build_export({"native": TABLE})

    assert export.loc[("p1", "native"), "a"] == 1.5
    assert export["params_sha256"].iloc[0] == TABLE.params_digest
    assert export["notice"].str.contains("Research use only").all()
