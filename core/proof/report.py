"""The whole proof in one report: plain numbers as JSON, and what happens to every feature as tables."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.csv_text import as_csv
from core.disclaimer import RESEARCH_ONLY
from core.errors import UnreadableFile
from core.features.params import read_params
from core.proof.checks import check_method, check_network, measure_cost
from core.proof.extraction import collect_tables, count_params, extract_all
from core.proof.fidelity import summarise_rows
from core.proof.gather import gather
from core.proof.lesions import insert_lesions, simulate_tissue
from core.proof.methods import Method, build_methods
from core.proof.samples import list_samples
from core.proof.tables import COUNT, WIDTH, join_family_tables, join_trust_tables, summarise_tables
from core.superres.network import Network

OnProgress = Callable[[float, str], None]
Checks = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class ProofSettings:
    """Which volumes, and how much of the proof.

    Parameters
    ----------
    groups, limit, validation, label : see `list_samples`
    features : whether features are extracted too, which takes most of the time
    workers : processes that extract
    draws : of cases, for bootstrap intervals
    """

    groups: tuple[str, ...] = ()
    limit: int | None = None
    validation: bool = False
    label: int | None = None
    features: bool = True
    workers: int = 1
    draws: int = 2000


@dataclass(frozen=True, eq=False)
class Proof:
    """A finished proof: the report, and for each network the tables of its features and families over all groups."""

    report: Mapping[str, Any]
    trust: Mapping[str, pd.DataFrame]
    families: Mapping[str, pd.DataFrame]


def bench_network(
    data: Path,
    networks: Mapping[str, Network],
    folder: Path,
    settings: ProofSettings | None = None,
    on_progress: OnProgress | None = None,
) -> Proof:
    """Compare networks with interpolation on volumes kept from training.

    Parameters
    ----------
    data : folder of volumes, see `list_samples`
    networks : by the name they have in the report
    folder : where finished features are kept, so that an interrupted proof goes on
    settings : see `ProofSettings`
    on_progress : called with the share done, 0-1, and what is being done

    Raises
    ------
    UnreadableFile
        No volume that was kept from training can be read.
    """
    settings = settings or ProofSettings()
    advance = on_progress or (lambda _share, _message: None)
    files = list_samples(data, settings.groups, settings.limit, settings.validation, settings.label)
    methods = build_methods(networks)
    checks = check_all(methods, networks)

    params = {WIDTH: read_params()}
    params |= {COUNT: count_params(params[WIDTH])}
    found = gather(files, methods, params if settings.features else {}, lambda share, name: advance(share / 2, name))
    if not found.rows:
        raise UnreadableFile("the folder must hold readable volumes, but none could be read: give another --data")
    failed = extract_all(found.work, folder, settings.workers, lambda share, name: advance((1 + share) / 2, name))
    tables = collect_tables(found.work, folder, failed)
    trust = join_trust_tables(tables, networks, settings.draws)
    families = {name: join_family_tables(table) for name, table in trust.items()}

    report: dict[str, Any] = {"notice": RESEARCH_ONLY, "split": "validation" if settings.validation else "held out"}
    report |= {"settings": asdict(settings), "methods": list(methods)}
    report |= {"networks": {name: network.weights_digest for name, network in networks.items()}}
    report |= {"volumes": found.volumes, "checks": checks}
    report |= {"fidelity": summarise_rows(found.rows), "fidelity_rows": found.rows}
    report |= {"concordance": summarise_tables(tables, settings.draws)}
    report |= {"families": {name: table.to_dict(orient="records") for name, table in families.items()}}
    report |= {"lesions": found.lesions + _simulated_lesions(methods)}
    report |= {"notes": found.notes | {name: f"without features: {sentence}" for name, sentence in failed.items()}}
    return Proof(report, trust, families)


def check_all(methods: Mapping[str, Method], networks: Mapping[str, Network]) -> Checks:
    """What must hold whatever was learnt, for every method; for networks also seams, regions and cost."""
    checks: Checks = {name: dict(check_method(method)) for name, method in methods.items()}
    for name, network in networks.items():
        checks[name] |= check_network(network) | measure_cost(network)
    return checks


def write_proof(proof: Proof, path: Path) -> None:
    """Write the report, and beside it ``trust.csv`` and ``families.csv``; those of more networks carry their names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain(proof.report), indent=1, allow_nan=False) + "\n", encoding="utf-8")
    for kind, tables in (("trust", proof.trust), ("families", proof.families)):
        for n, (name, table) in enumerate(tables.items()):
            out = path.parent / (f"{kind}-{name}.csv" if n else f"{kind}.csv")
            out.write_text(as_csv(table.round(4), index=False), encoding="utf-8")


def plain(value: Any) -> Any:
    """The same with Python's own numbers and lists; what is not finite becomes None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _simulated_lesions(methods: Mapping[str, Method]) -> list[dict[str, Any]]:
    return [{"group": "simulated"} | row for row in insert_lesions(simulate_tissue(), methods)]
