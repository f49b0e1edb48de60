"""What was learnt from a cohort comes back as a prediction set, and says what it can be used on."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import CardError
from core.learning import Learnt, learn_models
from core.prediction_set import PredictionSet, read_prediction_set
from core.prediction_set_files import describe_set, known_origin, write_prediction_set
from core.signature.settings import SelectionSettings
from core.values import Cohort, FeatureTable


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    rng = np.random.default_rng(3)
    index = pd.Index([f"c{n:02d}" for n in range(60)], name="case_id")
    event = pd.Series(rng.random(60) < 0.45, index=index)
    values = pd.DataFrame(rng.normal(size=(60, 10)), index=index, columns=[f"f{n}" for n in range(10)])
    values["f3"] += 1.5 * event
    table = FeatureTable(values, "of another software", {})
    clinical, training = pd.DataFrame(index=index), pd.Series(np.arange(60) % 5 > 0, index=index)
    return Cohort({"native": table}, event, "non-response", clinical, training, pd.Series(index, index=index))


@pytest.fixture(scope="module")
def learnt(cohort: Cohort) -> Learnt:
    return learn_models(cohort, SelectionSettings(folds=3), models=("native",))


@pytest.fixture
def written(cohort: Cohort, learnt: Learnt, tmp_path: Path) -> PredictionSet:
    write_prediction_set(tmp_path / "ours", learnt, describe_set("ours", cohort, learnt, known_origin(cohort)))
    return read_prediction_set(tmp_path / "ours")


def test_signatures_and_models_come_back(written: PredictionSet, learnt: Learnt) -> None:
    assert dict(written.signatures) == learnt.signatures
    assert np.array_equal(written.models["native"].coefficients, learnt.models["native"].coefficients)


def test_the_card_says_from_whom_it_was_learnt(written: PredictionSet) -> None:
    assert written.card.data.startswith("48 training cases of 48 patients")
    assert not written.simulated
    assert "funnels" in written.card.extra


def test_features_of_other_origin_make_a_set_for_tables_alone(written: PredictionSet) -> None:
    assert not written.for_images
    assert written.trained_spacing is None
    with pytest.raises(CardError, match="learnt from a table of other origin"):
        _ = written.extraction


def test_features_of_the_shipped_extraction_make_a_set_for_images(cohort: Cohort) -> None:
    shipped = read_prediction_set()
    digest = shipped.signatures["native"].params_digest
    ours = replace(cohort, features={"native": replace(cohort.features["native"], params_digest=digest)})

    assert known_origin(ours) == {"extraction": shipped.extraction, "network": shipped.network}


def test_a_model_uses_the_arm_there_is(written: PredictionSet) -> None:
    renamed = replace(written.models["native"], name="combined")

    assert written.arm_of(written.models["native"]) == written.arm_of(renamed) == "native"
    assert read_prediction_set().arm_of(renamed) == "super-resolved"


def test_another_signature_is_another_version(cohort: Cohort, learnt: Learnt) -> None:
    moved = replace(learnt.signatures["native"], intercept=0.25)
    other = replace(learnt, signatures={"native": moved})

    assert describe_set("ours", cohort, learnt, {}).version != describe_set("ours", cohort, other, {}).version
