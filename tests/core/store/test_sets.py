"""A prediction set that was saved is a row for each of its signatures and models, with the bytes of their files."""

from core.store.database import Store
from core.store.sets import keep_prediction_set, list_models


def test_every_model_is_registered_once_with_whom_it_learnt_from(store: Store, models) -> None:
    keep_prediction_set(store, models)
    keep_prediction_set(store, models)

    found = {row.name: row for row in list_models(store)}
    assert len(list_models(store)) == len(models.models) == len(found)
    assert found["combined"].n == models.models["combined"].n
    assert found["combined"].simulated
    assert found["combined"].params["learnt_from"] == models.card.data


def test_the_bytes_of_its_files_are_kept(store: Store, models) -> None:
    kept = keep_prediction_set(store, models)

    content = (models.folder / "model-combined.json").read_bytes()
    assert store.blobs.read(kept.models["combined"].blob) == content
    assert {name: row.digest for name, row in kept.signatures.items()} == {
        arm: models.card.files[f"signature-{arm}.json"] for arm in models.signatures
    }
