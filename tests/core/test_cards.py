"""Cards, signatures and models survive the way to disk and back, and altered folders are refused."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from core.cards import (
    Card,
    file_digests,
    read_card,
    read_model,
    read_signature,
    write_card,
    write_model,
    write_signature,
)
from core.errors import CardError
from core.values import LogisticModel, Signature, Term

SIGNATURE = Signature(
    arm="native",
    names=("glcm_Contrast", "shape_Sphericity"),
    coefficients=(0.1 + 0.2, -1 / 3),
    intercept=math.pi,
    center=(1e-17, 2.0),
    scale=(0.7, 1e9),
    low=(-1.0, 0.0),
    high=(1.0, 4.0),
    params_digest="ab",
)
MODEL = LogisticModel(
    name="clinical",
    terms=(Term("diameter_cm", "cm", low=1.2, high=19.5, mean=7.5), Term("rad_score")),
    coefficients=np.array([-2.765, 0.2708, 1 / 3]),
    covariance=np.eye(3) / 7,
    threshold=0.41,
    event_name="non-response",
    n=98,
    n_events=43,
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "weights.bin").write_bytes(b"1234")
    return tmp_path


def card_of(folder, **changes):
    texts = {"kind": "network", "version": "1", "description": 'say "x2" \\ 中文', "intended_use": "research"}
    values = {"name": "net", **texts, "limits": "none\nknown", "data": "phantoms"}
    return Card(**values | {"files": file_digests(folder, ["weights.bin"])} | changes)


def test_card_survives_the_way_to_disk_and_back(folder):
    extra = {
        "psnr dB": 38.25,
        "steps": 3,
        "ok": True,
        "sizes": [1, 2],
        "arms": {"native": {"auc": 0.5}},
        "odd": "\x7f\t",
    }
    card = card_of(folder, extra=extra)
    write_card(folder, card)
    assert read_card(folder) == card


def test_altered_file_is_refused_and_named(folder):
    write_card(folder, card_of(folder))
    (folder / "weights.bin").write_bytes(b"1235")
    with pytest.raises(CardError, match=r"net's card lists it, but weights\.bin differs"):
        read_card(folder)


def test_absent_file_is_refused(folder):
    write_card(folder, card_of(folder))
    (folder / "weights.bin").unlink()
    with pytest.raises(CardError, match=r"weights\.bin is not"):
        read_card(folder)


def test_card_is_not_written_beside_other_files_than_it_lists(folder):
    with pytest.raises(CardError, match="differs"):
        write_card(folder, card_of(folder, files={"weights.bin": "0" * 64}))
    assert not (folder / "card.toml").exists()


@pytest.mark.parametrize("name", ["../weights.bin", "/etc/hostname", "..", ""])
def test_card_may_not_point_outside_its_folder(folder, name):
    with pytest.raises(CardError, match="leads elsewhere"):
        file_digests(folder, [name])


def test_folder_without_card_is_refused(tmp_path):
    with pytest.raises(CardError, match=r"must hold card\.toml"):
        read_card(tmp_path)


def test_card_that_is_not_toml_is_refused(folder):
    (folder / "card.toml").write_text("name =")
    with pytest.raises(CardError, match="valid TOML"):
        read_card(folder)


def test_card_without_limits_is_refused(folder):
    write_card(folder, card_of(folder))
    text = (folder / "card.toml").read_text(encoding="utf-8")
    (folder / "card.toml").write_text("\n".join(t for t in text.splitlines() if not t.startswith("limits")), "utf-8")
    with pytest.raises(CardError, match="limits is missing"):
        read_card(folder)


@pytest.mark.parametrize("value", [math.nan, math.inf, None, {1, 2}])
def test_card_refuses_what_plain_text_cannot_hold(folder, value):
    with pytest.raises(CardError, match="finite numbers"):
        write_card(folder, card_of(folder, extra={"value": value}))


def test_card_cannot_be_edited(folder):
    with pytest.raises(TypeError):
        card_of(folder).files["weights.bin"] = "0"


def test_signature_reads_back_bit_for_bit(tmp_path):
    write_signature(tmp_path / "signature.json", SIGNATURE)
    assert read_signature(tmp_path / "signature.json") == SIGNATURE


def test_model_reads_back_bit_for_bit(tmp_path):
    write_model(tmp_path / "model.json", MODEL)
    back = read_model(tmp_path / "model.json")
    assert back.terms == MODEL.terms
    assert back.covariance.tobytes() == MODEL.covariance.tobytes()
    assert back.coefficients.tobytes() == MODEL.coefficients.tobytes()
    assert (back.threshold, back.event_name, back.n, back.n_events) == (0.41, "non-response", 98, 43)


def test_levels_transforms_and_method_read_back(tmp_path):
    terms = (Term("stage", reference="A", level="B", levels=("C",)), Term("afp_ng_ml", transform="log10"))
    write_model(tmp_path / "model.json", replace(MODEL, terms=terms, method="Firth"))
    read = read_model(tmp_path / "model.json")
    assert (read.terms, read.method) == (terms, "Firth")


def test_model_file_from_before_levels_reads_as_before(tmp_path):
    write_model(tmp_path / "model.json", MODEL)
    table = json.loads((tmp_path / "model.json").read_text())
    later = {"levels", "transform"}
    table["terms"] = [{key: value for key, value in term.items() if key not in later} for term in table["terms"]]
    del table["method"]
    (tmp_path / "model.json").write_text(json.dumps(table))
    assert read_model(tmp_path / "model.json").terms == MODEL.terms


def test_model_file_is_strict_json_with_open_ends_as_null(tmp_path):
    write_model(tmp_path / "model.json", MODEL)
    text = (tmp_path / "model.json").read_text()
    assert "Infinity" not in text
    assert json.loads(text)["terms"][1]["low"] is None


def test_model_that_is_not_finite_is_not_written(tmp_path):
    with pytest.raises(CardError, match="finite numbers only"):
        write_model(tmp_path / "model.json", replace(MODEL, coefficients=[np.nan, 0, 0]))
    assert list(tmp_path.iterdir()) == []


def test_nan_in_a_file_is_refused(tmp_path):
    write_signature(tmp_path / "s.json", SIGNATURE)
    text = (tmp_path / "s.json").read_text().replace(str(math.pi), "NaN")
    (tmp_path / "s.json").write_text(text)
    with pytest.raises(CardError, match="NaN is not a number"):
        read_signature(tmp_path / "s.json")


@pytest.mark.parametrize(
    "change", [{"scale": [1.0]}, {"scale": [1.0, 0.0]}, {"names": None}, {"spare": 1}, {"high": [1, math.inf]}]
)
def test_signature_that_is_not_whole_is_refused(tmp_path, change):
    write_signature(tmp_path / "s.json", SIGNATURE)
    table = json.loads((tmp_path / "s.json").read_text()) | change
    (tmp_path / "s.json").write_text(json.dumps(table))
    with pytest.raises(CardError, match=r"s\.json must hold"):
        read_signature(tmp_path / "s.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", "\ufffe{"])
def test_model_file_of_other_content_is_refused(tmp_path, text):
    (tmp_path / "m.json").write_text(text, "utf-8")
    with pytest.raises(CardError, match=r"m\.json must hold"):
        read_model(tmp_path / "m.json")


def test_writing_leaves_no_draft_behind(tmp_path):
    write_model(tmp_path / "model.json", MODEL)
    write_model(tmp_path / "model.json", replace(MODEL, threshold=0.5))
    assert [p.name for p in tmp_path.iterdir()] == ["model.json"]
    assert read_model(tmp_path / "model.json").threshold == 0.5
