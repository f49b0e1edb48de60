"""A team's two tables: outcomes with clinical values, and features of which one tells the outcome."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.resampling.runs import AuditPlan
from core.signature.settings import SelectionSettings


def tables_of(seed: int = 1, cases: int = 96) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    ids = [f"{n:03d}" for n in range(cases)]
    event = rng.permutation(np.arange(cases) % 5 < 2)
    features = pd.DataFrame(rng.normal(size=(cases, 8)), columns=[f"original_firstorder_F{n}" for n in range(8)])
    features["original_firstorder_F3"] += 1.5 * event
    clinical = pd.DataFrame({"id": ids, "response": np.where(event, "no", "yes")})
    clinical["age"] = (rng.normal(60, 9, cases) + 5 * event).round(1)
    clinical["split"] = np.where(np.arange(cases) % 4 == 0, "validation", "training")
    return clinical, features.round(6).assign(id=ids)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tables")
    paths = folder / "clinical.csv", folder / "features.csv"
    for path, table in zip(paths, tables_of(), strict=True):
        table.to_csv(path, index=False)
    return paths


@pytest.fixture(scope="session")
def settings() -> SelectionSettings:
    return SelectionSettings(folds=3, maximum=4)


@pytest.fixture(scope="session")
def plan() -> AuditPlan:
    return AuditPlan(repeats=1, folds=3, permutations=3, seeds=2, boots=2)
