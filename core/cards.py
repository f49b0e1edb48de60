"""Read and write what is learnt from patients: a card beside its files, signatures and logistic models as plain text.

A model folder holds ``card.toml`` (what it is, what it is for, where it fails, the SHA-256 of each file beside it) and
those files; a folder whose files differ from its card is refused. Numbers read back bit for bit. Every write goes to a
neighbouring file that then takes the place of the old one. Networks and the use of a model are not known here.
"""

from __future__ import annotations

import hashlib
import json
import math
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from core.errors import CardError
from core.foreign import is_plain_name, parse_json, parse_toml
from core.values import LogisticModel, Signature, Term
from core.values.frozen import FrozenMapping

CARD_NAME = "card.toml"
MODELS = Path(__file__).resolve().parents[1] / "models"
"""Where the model folders that come with the software lie."""
Result = TypeVar("Result")


@dataclass(frozen=True)
class Card:
    """What a model folder holds and what it may be used for.

    Parameters
    ----------
    kind : e.g. ``"network"`` or ``"prediction"``
    data : which data it was learnt from
    files : file name to SHA-256, files beside the card
    extra : anything more: text, finite numbers, yes/no, lists and mappings of these
    """

    name: str
    kind: str
    version: str
    description: str
    intended_use: str
    limits: str
    data: str
    files: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("files", "extra"):
            object.__setattr__(self, name, FrozenMapping(getattr(self, name)))


TEXTS = tuple(f.name for f in fields(Card) if f.name not in ("files", "extra"))


def file_digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """SHA-256 of each named file of a folder; raises `CardError` when one is absent or its name leaves the folder."""
    return {name: _digest(folder, name) for name in names}


def read_card(folder: Path) -> Card:
    """Read a card and check every file it lists; raises `CardError` when anything is absent, not whole or altered."""
    text = _read(Path(folder) / CARD_NAME)
    try:
        table = parse_toml(text)
    except ValueError as error:
        raise CardError(f"a card must be valid TOML, but it is not ({error}): restore the model folder") from error
    missing = [name for name in TEXTS if not isinstance(table.get(name), str)]
    if missing:
        raise CardError(f"a card must say what the model is, but {', '.join(missing)} is missing: complete {CARD_NAME}")
    files, extra = table.get("files", {}), table.get("extra", {})
    if not isinstance(files, dict) or not isinstance(extra, dict):
        raise CardError(f"[files] and [extra] of a card must be tables, but one is not: correct {CARD_NAME}")
    card = Card(**{name: table[name] for name in TEXTS}, files=files, extra=extra)
    _check_files(Path(folder), card)
    return card


def write_card(folder: Path, card: Card) -> None:
    """Write ``card.toml`` into a folder whose files already stand; refuses digests that do not match them."""
    _check_files(Path(folder), card)
    lines = [f"{name} = {_toml(getattr(card, name))}" for name in TEXTS]
    for title in ("files", "extra"):
        lines += ["", f"[{title}]"]
        lines += [f"{json.dumps(key)} = {_toml(value)}" for key, value in getattr(card, title).items()]
    _write(Path(folder) / CARD_NAME, "\n".join(lines) + "\n")


def read_signature(path: Path) -> Signature:
    """Read a signature; raises `CardError` when the file is absent or not a whole signature."""
    return _build(Path(path), _signature)


def write_signature(path: Path, signature: Signature) -> None:
    """Write a signature as JSON."""
    _write_json(Path(path), asdict(signature))


def read_model(path: Path) -> LogisticModel:
    """Read a logistic model; raises `CardError` when the file is absent or not a whole model."""
    return _build(Path(path), _model)


def write_model(path: Path, model: LogisticModel) -> None:
    """Write a logistic model as JSON; an unlimited end of a range becomes null."""
    table = {f.name: getattr(model, f.name) for f in fields(model)}
    ends = (math.inf, -math.inf)
    table["terms"] = [{k: None if v in ends else v for k, v in asdict(term).items()} for term in model.terms]
    table |= {name: table[name].tolist() for name in ("coefficients", "covariance")}
    _write_json(Path(path), table)


def _build(path: Path, build: Callable[[dict[str, Any]], Result]) -> Result:
    text = _read(path)
    try:
        return build(parse_json(text))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        came = str(error)[:200]
        raise CardError(f"{path.name} must hold a whole model, but it does not ({came}): restore the folder") from error


def _signature(table: dict[str, Any]) -> Signature:
    columns = ("coefficients", "center", "scale", "low", "high", *(["impute"] if table.get("impute") else []))
    numbers = {name: tuple(map(float, table[name])) for name in columns}
    signature = Signature(**table | {"names": tuple(table["names"]), "intercept": float(table["intercept"])} | numbers)
    values = np.array([*numbers.values()])
    if values.shape != (len(columns), len(signature.names)) or not np.isfinite(values).all() or (values[2] <= 0).any():
        raise ValueError("one finite value for each feature and positive scales are needed")
    return signature


def _model(table: dict[str, Any]) -> LogisticModel:
    terms = tuple(Term(**{key: value for key, value in term.items() if value is not None}) for term in table["terms"])
    arrays = {name: np.array(table[name], dtype=np.float64) for name in ("coefficients", "covariance")}
    if not all(np.isfinite(array).all() for array in arrays.values()) or not 0 <= table["threshold"] <= 1:
        raise ValueError("finite coefficients and a threshold between 0 and 1 are needed")
    if not all(isinstance(table[name], int) for name in ("n", "n_events")):
        raise TypeError("n and n_events are whole numbers")
    return LogisticModel(**table | {"terms": terms} | arrays)


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if not isinstance(value, str | bool | int | float) or (isinstance(value, float) and not math.isfinite(value)):
        raise CardError(f"a card holds text, finite numbers and yes/no, but {value!r} came: leave it out or convert it")
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check_files(folder: Path, card: Card) -> None:
    altered = ", ".join(name for name, digest in card.files.items() if _digest(folder, name) != digest)
    if altered:
        raise CardError(f"every file must be as {card.name}'s card lists it, but {altered} differs: restore the folder")


def _digest(folder: Path, name: str) -> str:
    if not is_plain_name(name):
        raise CardError(f"a card lists files of its own folder, but {name!r} leads elsewhere: list plain file names")
    try:
        return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()
    except OSError as error:
        raise CardError(f"every listed file must be present, but {name} is not: restore the model folder") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CardError(f"a model folder must hold {path.name}, but none can be read: restore the folder") from error


def _write_json(path: Path, table: dict[str, Any]) -> None:
    try:
        text = json.dumps(table, allow_nan=False, ensure_ascii=False, indent=1)
    except (ValueError, TypeError) as error:
        raise CardError(f"a model must hold finite numbers only, but it does not ({error}): fit it again") from error
    _write(path, text + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.parent / f".{path.name}.{secrets.token_hex(8)}"
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
