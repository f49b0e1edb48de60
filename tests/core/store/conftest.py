"""A store on either database, and a small prediction to keep in it. PostgreSQL is a private cluster, thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import text

from core.imaging.checks import Check
from core.prediction_set import DEFAULT_SET, PredictionSet, read_prediction_set
from core.store.database import DATABASE, Store, open_engine, open_store
from core.store.keep import Asked
from core.store.migrate import upgrade
from core.values import (
    ARMS,
    Applicability,
    Case,
    FeatureTable,
    Mask,
    Prediction,
    ReconstructionSettings,
    Volume,
)
from core.workup import Step, Workup

BINARIES = [Path(found).parent for found in [shutil.which("initdb")] if found]
BINARIES += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
SERVER = "nobody"
"""PostgreSQL refuses to run as root."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Address of the server of a new cluster, without the name of a database."""
    binaries = next((folder.resolve() for folder in BINARIES if (folder / "initdb").exists()), None)
    if binaries is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="hepasr-pg-"))
    account = {}
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER, SERVER if _is_group(SERVER) else "nogroup")
        account = {"user": SERVER, "group": folder.group(), "extra_groups": []}
    options = {"check": True, "capture_output": True, "cwd": folder, "timeout": 120, **account}
    data = str(folder / "data")
    subprocess.run([binaries / "initdb", "-D", data, "-U", "hepasr", "-A", "trust", "-E", "UTF8"], **options)
    serve = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=20"
    log = ["-l", str(folder / "log")]
    subprocess.run([binaries / "pg_ctl", "-D", data, "-w", *log, "-o", serve, "start"], **options)
    yield f"postgresql://hepasr@/{{name}}?host={folder}"
    subprocess.run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **options)
    shutil.rmtree(folder, ignore_errors=True)


def _is_group(name: str) -> bool:
    return any(line.startswith(f"{name}:") for line in Path("/etc/group").read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / DATABASE
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def empty_postgres(cluster: str) -> str:
    """An empty PostgreSQL database with all tables, to be copied; its server's address."""
    _execute(cluster, "CREATE DATABASE template")
    engine = open_engine(cluster.format(name="template"))
    upgrade(engine)
    engine.dispose()
    return cluster


def _execute(address: str, statement: str) -> None:
    engine = open_engine(address.format(name="postgres"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """Folder and address of an empty store on each database."""
    folder = tmp_path / "data"
    folder.mkdir()
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), folder / DATABASE)
        return folder, ""
    address = request.getfixturevalue("empty_postgres")
    name = f"t{uuid4().hex}"
    _execute(address, f"CREATE DATABASE {name} TEMPLATE template")
    return folder, address.format(name=name)


@pytest.fixture
def store(place: tuple[Path, str]) -> Iterator[Store]:
    """An empty store, on SQLite and on PostgreSQL."""
    opened = open_store(*place)
    yield opened
    opened.close()


@pytest.fixture
def lite(tmp_path: Path, empty_sqlite: Path) -> Iterator[Store]:
    """An empty store on SQLite alone."""
    folder = tmp_path / "lite"
    folder.mkdir()
    shutil.copy(empty_sqlite, folder / DATABASE)
    opened = open_store(folder, "")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def models() -> PredictionSet:
    """The models that ship."""
    return read_prediction_set(DEFAULT_SET)


@pytest.fixture(scope="session")
def case() -> Case:
    """A box in noise, on an oblique grid."""
    turn = np.array([[0.8, -0.6, 0, 5.5], [0.6, 0.8, 0, -7.25], [0, 0, 3, 1 / 3], [0, 0, 0, 1]])
    grey = np.random.default_rng(2).normal(100, 10, (9, 8, 7))
    inside = np.zeros(grey.shape, bool)
    inside[2:7, 2:6, 1:6] = True
    clinical = {"diameter_cm": 5.3, "enhancement": "typical", "afp_ng_ml": None}
    return Case("case-0a1b2c", Volume(grey, turn), Mask(inside, turn, "tumour", "axis i flipped"), clinical)


@pytest.fixture(scope="session")
def workup(case: Case) -> Workup:
    """What a worker would return for the case."""
    fine, drawn = Volume(np.repeat(case.volume.data, 2, 0), case.volume.affine), np.repeat(case.mask.data, 2, 0)
    tables = {
        arm: FeatureTable(
            pd.DataFrame([[1 / 3 + n, 1e-17, -2.5e300]], index=[case.case_id], columns=["b", "a", "c"]),
            "9" * 64,
            {"HepaSR engine": "2026.11", "numpy": "2.4.6"},
            note="by the engine",
        )
        for n, arm in enumerate(ARMS)
    }
    return Workup(
        case=case,
        super_resolved=fine,
        added=Volume(0 * fine.data, fine.affine),
        interpolated=Volume(fine.data + 1, fine.affine),
        fine_mask=Mask(drawn, case.mask.affine, "tumour"),
        features=tables,
        rad_scores={arm: np.float64(n) - 0.5 for n, arm in enumerate(ARMS)},
        predictions={name: told(case.case_id, name) for name in ("clinical", "super-resolved", "combined")},
        checks=(Check("size", "pass", "size", {"shape": "9 × 8 × 7"}),),
        steps=(Step("check", 0.1), Step("super-resolve", 2.0)),
        reconstruction={"network": "sr", "weights_sha256": "7" * 64, "device": "cpu", "acquisition": "3D", "tile": 40},
        prediction_set=DEFAULT_SET.name,
        learnt_from="97 simulated training patients",
        simulated_models=True,
        notes=("tiles of 64 voxels did not fit",),
    )


def told(case_id: str, name: str) -> Prediction:
    values = {"diameter_cm": 5.3, "enhancement": "typical"} if name != "super-resolved" else {}
    values |= {} if name == "clinical" else {"rad_score": 1.5}
    return Prediction(
        case_id=case_id,
        model=name,
        event_name="non-response",
        risk=1 / 3,
        interval=(0.2, 0.5),
        threshold=0.4,
        applicability=Applicability(("outside",)),
        rad_score=values.get("rad_score"),
        contributions=dict.fromkeys(values, 0.1),
        values=values,
    )


@pytest.fixture
def asked(case: Case, models: PredictionSet) -> Asked:
    """What the prediction was asked for."""
    return Asked(case, models, ReconstructionSettings(), simulated=True)
