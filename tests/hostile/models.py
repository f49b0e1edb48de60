"""Prediction sets and networks of a stranger: whole by their card, and still not to be believed."""

from __future__ import annotations

import hashlib
import json
import pickle
import struct
from collections.abc import Callable
from functools import partial

from core.prediction_set import DEFAULT_SET
from tests.hostile.case import ACCEPTED, Files, cases

SIGNATURE, MODEL = "signature-native.json", "model-native.json"
DEEP = 200_000


def plain(name: str) -> dict[str, object]:
    return json.loads((DEFAULT_SET / name).read_text(encoding="utf-8"))


def card(files: Files, extra: str = 'network = "sr"', **texts: str) -> bytes:
    said = dict.fromkeys(("name", "kind", "version", "description", "intended_use", "limits", "data"), "x") | texts
    lines = [f"{key} = {json.dumps(value)}" for key, value in said.items() if value]
    listed = [f'"{name}" = "{hashlib.sha256(content).hexdigest()}"' for name, content in files.items()]
    return "\n".join([*lines, "[files]", *listed, "[extra]", extra]).encode()


def folder(extra: str = 'network = "sr"', replaced: Files | None = None, **texts: str) -> Files:
    """A whole set, or one with files replaced; its card is always right."""
    files = {name: (DEFAULT_SET / name).read_bytes() for name in (SIGNATURE, MODEL)} | (replaced or {})
    return files | {"card.toml": card(files, extra, **texts)}


def changed(name: str, **changes: object) -> Files:
    table = plain(name) | changes
    return folder(replaced={name: json.dumps(table).encode()})


def without(name: str, key: str) -> Files:
    table = plain(name)
    del table[key]
    return folder(replaced={name: json.dumps(table).encode()})


def written(name: str, content: Callable[[], bytes] | bytes) -> Files:
    return folder(replaced={name: content() if callable(content) else content})


def with_card(content: bytes) -> Files:
    return folder() | {"card.toml": content}


WHOLE = "must hold a whole model"
SETS = {
    "whole": (folder, ACCEPTED),
    "without a card": ({}, "must hold card.toml"),
    "card of bytes": (partial(with_card, bytes(range(256))), "must hold card.toml"),
    "card of no TOML": (partial(with_card, b"name ="), "must be valid TOML"),
    "card too deep": (lambda: with_card(b"a = " + b"[" * DEEP), "must be valid TOML"),
    "card with a number of 5,000 digits": (lambda: with_card(b"a = 1" + b"0" * 5000), "must be valid TOML"),
    "card of 20 MB": (lambda: with_card(b"a = '" + b"x" * (20 << 20) + b"'"), "must be valid TOML"),
    "card without a kind": (partial(folder, kind=""), "kind is missing"),
    "file altered": (lambda: folder() | {MODEL: b"{}"}, f"{MODEL} differs"),
    "file absent": (lambda: {k: v for k, v in folder().items() if k != MODEL}, "every listed file must be present"),
    "file above": (lambda: with_card(card({"../secret": b""})), "leads elsewhere"),
    "file from the root": (lambda: with_card(card({"/etc/passwd": b""})), "leads elsewhere"),
    "no models": (lambda: {"card.toml": card({})}, "must hold a model"),
    "network above": (partial(folder, 'network = "../../etc"'), "network of a card must name"),
    "network a number": (partial(folder, "network = 5"), "network of a card must name"),
    "extraction from the root": (partial(folder, 'extraction = "/etc"'), "extraction of a card must name"),
    "spacing below zero": (partial(folder, "trained_spacing = [[-1, 1], [1, 1], [1, 1]]"), "three pairs of mm"),
    "spacing of text": (partial(folder, 'trained_spacing = "x"'), "settings of a card"),
    "unknown setting": (partial(folder, 'reconstruction = {shell = "rm"}'), "settings of a card"),
    "unknown acquisition": (partial(folder, 'reconstruction = {acquisition = "5D"}'), "settings of a card"),
    "signature of nothing": (partial(written, SIGNATURE, b""), WHOLE),
    "signature a list": (partial(written, SIGNATURE, b"[]"), WHOLE),
    "signature too deep": (lambda: written(SIGNATURE, b"[" * DEEP), WHOLE),
    "signature of NaN": (partial(changed, SIGNATURE, intercept=float("nan")), WHOLE),
    "signature of 1e999": (
        lambda: written(
            SIGNATURE, (DEFAULT_SET / SIGNATURE).read_bytes().replace(b'"intercept": ', b'"intercept": 1e999')
        ),
        WHOLE,
    ),
    "signature of text": (partial(changed, SIGNATURE, coefficients="abc"), WHOLE),
    "signature of other lengths": (partial(changed, SIGNATURE, coefficients=[1.0]), WHOLE),
    "signature of scale 0": (lambda: changed(SIGNATURE, scale=[0.0] * len(plain(SIGNATURE)["names"])), WHOLE),
    "signature with a key too many": (partial(changed, SIGNATURE, path="/"), WHOLE),
    "signature with a key too few": (partial(without, SIGNATURE, "center"), WHOLE),
    "signature of pickle": (partial(written, SIGNATURE, pickle.dumps(print)), "must hold signature-native.json"),
    "model of other lengths": (partial(changed, MODEL, covariance=[[1.0]]), WHOLE),
    "model of ragged lists": (partial(changed, MODEL, covariance=[[1.0], [1.0, 2.0]]), WHOLE),
    "model of NaN": (partial(changed, MODEL, coefficients=[float("nan"), 1.0]), WHOLE),
    "model with threshold 2": (partial(changed, MODEL, threshold=2), WHOLE),
    "model with threshold of text": (partial(changed, MODEL, threshold="high"), WHOLE),
    "model of n text": (partial(changed, MODEL, n="many"), WHOLE),
    "model of unknown terms": (partial(changed, MODEL, terms=[{"run": "x"}]), WHOLE),
    "model of terms of text": (partial(changed, MODEL, terms="abc"), WHOLE),
    "model with a key too many": (partial(changed, MODEL, __class__="os.system"), WHOLE),
}

NETWORK = 'architecture = "Generator"\ngenerator = {%s}'


def network(weights: bytes, architecture: str = NETWORK % "") -> Files:
    return {"weights.safetensors": weights, "card.toml": card({"weights.safetensors": weights}, architecture)}


def safetensors(header: object, data: bytes = b"", length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def tensor(begin: int, end: int, shape: list[int]) -> dict[str, object]:
    return {"dtype": "F32", "shape": shape, "data_offsets": [begin, end]}


DESCRIBE, FIT = "must describe its network", "must fit its network"
NETWORKS = {
    "empty": (partial(network, b""), DESCRIBE),
    "pickle": (lambda: network(pickle.dumps({"a": 1})), DESCRIBE),
    "header beyond the file": (lambda: network(safetensors({}, length=2**60)), DESCRIBE),
    "header of no JSON": (lambda: network(safetensors(b"{x")), DESCRIBE),
    "header too deep": (lambda: network(safetensors(b"[" * DEEP)), DESCRIBE),
    "data beyond the file": (lambda: network(safetensors({"a": tensor(0, 4000, [1000])})), DESCRIBE),
    "overlapping": (lambda: network(safetensors({"a": tensor(0, 4, [1]), "b": tensor(0, 4, [1])}, bytes(4))), DESCRIBE),
    "shape of 10^18": (lambda: network(safetensors({"a": tensor(0, 4, [10**9, 10**9])}, bytes(4))), DESCRIBE),
    "foreign weights": (lambda: network(safetensors({"a": tensor(0, 4, [1])}, bytes(4))), FIT),
    "no weights": (lambda: network(safetensors({})), FIT),
    "unknown architecture": (lambda: network(safetensors({}), 'architecture = "os.system"\ngenerator = {}'), DESCRIBE),
    "unknown setting": (lambda: network(safetensors({}), NETWORK % 'shell = "rm"'), DESCRIBE),
    "no description": (lambda: network(safetensors({}), ""), DESCRIBE),
}
CASES, NETWORK_CASES = cases("set", SETS), cases("network", NETWORKS)
