"""Feature tables on disk: parquet for the project's own, CSV for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from core.disclaimer import RESEARCH_ONLY
from core.errors import UnreadableFile
from core.features.names import parse_name
from core.features.voxel_count import VOXEL_COUNT, voxel_growth
from core.values import FeatureTable


def write_features(table: FeatureTable, path: Path) -> None:
    """Write a table as parquet, values as float32, with what it takes to extract it again."""
    content = pa.Table.from_pandas(table.values.astype("float32"))
    about = {"params_digest": table.params_digest, "versions": dict(table.versions), "notice": RESEARCH_ONLY}
    content = content.replace_schema_metadata({**content.schema.metadata, b"hepasr": json.dumps(about).encode()})
    pq.write_table(content, path.with_suffix(".tmp"), compression="zstd")
    path.with_suffix(".tmp").replace(path)


def read_features(path: Path) -> FeatureTable:
    """Read a table written by `write_features`.

    Raises
    ------
    UnreadableFile
        The file is not such a table.
    """
    try:
        content = pq.read_table(path)
        about = json.loads(content.schema.metadata[b"hepasr"])
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise UnreadableFile(
            f"{path.name} must be a feature table of this software, but it is not: extract again"
        ) from error
    return FeatureTable(content.to_pandas(), about["params_digest"], about["versions"])


def build_export(tables: Mapping[str, FeatureTable]) -> pd.DataFrame:
    """All arms for a spreadsheet: index (case_id, arm), one column per feature, and what it takes to read them.

    At the end stand the classes and features that depend on the number of voxels, whatever the image, and the versions.
    """
    parts = []
    for arm, table in tables.items():
        versions = "; ".join(f"{name} {version}" for name, version in table.versions.items())
        parts.append(
            table.values.assign(depend_on_voxel_count="; ".join(VOXEL_COUNT))
            .assign(params_sha256=table.params_digest, versions=versions, notice=RESEARCH_ONLY)
            .assign(arm=arm)
            .set_index("arm", append=True)
        )
    return pd.concat(parts)


def compare_arms(tables: Mapping[str, FeatureTable], case_id: str) -> pd.DataFrame:
    """The features of one case for a screen, the arms side by side.

    Returns
    -------
    (n_features, 4 + n_arms): ``image_type``, ``feature_class``, ``feature``, ``voxel_growth`` (see `voxel_growth`), and
    one column of values per arm
    """
    values = pd.DataFrame({arm: table.row(case_id) for arm, table in tables.items()})
    names = pd.DataFrame([asdict(parse_name(name)) for name in values.index], index=values.index)
    return names.assign(voxel_growth=[voxel_growth(name) for name in values.index]).join(values)
