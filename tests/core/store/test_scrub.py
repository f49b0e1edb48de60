"""A scrub reads everything, names what is damaged, missing or stray, and removes nothing."""

from core.store.database import Store
from core.store.keep import keep_workup
from core.store.put import put_blob
from core.store.scrub import scrub


def test_a_whole_store_has_nothing_to_say(store: Store, workup, asked) -> None:
    keep_workup(store, workup, asked)

    found = scrub(store)

    assert (found.damaged, found.missing, found.stray) == ((), (), ())
    assert found.blobs == len(tuple(store.blobs.digests()))


def test_damaged_missing_and_stray_blobs_are_told_apart(store: Store) -> None:
    with store.writing() as session:
        damaged, missing, _ = (put_blob(session, store.blobs, name) for name in (b"damaged", b"missing", b"whole"))
    stray = store.blobs.write(b"stray")
    store.blobs.path(damaged).write_bytes(b"rotten!")
    store.blobs.path(missing).unlink()

    found = scrub(store)

    assert (found.damaged, found.missing, found.stray) == ((damaged,), (missing,), (stray,))
    assert store.blobs.is_whole(stray)
