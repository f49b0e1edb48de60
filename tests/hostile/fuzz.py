"""Any bytes at the doors for images and tables end in a value or in a sentence; nothing else may happen.

A few seconds of it run with the tests; ``make fuzz`` goes on for five minutes, or FUZZ_SECONDS.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.errors import HepasrError
from core.imaging.attached import parse_meta, parse_nrrd
from core.imaging.header import read_header
from core.imaging.nifti import read_volume
from core.intake.sheet import open_sheet
from tests.hostile.nifti import AT, nifti, spoil
from tests.hostile.others import meta, nrrd

SMALL = nifti()
FIELDS = st.dictionaries(
    st.sampled_from([name for name in AT if name != "size"]), st.integers(0, 2**16 - 1), min_size=1, max_size=6
)
CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(['"', '""', "=1", "\0", "\r", "NA", "1,5"])
SIGNS = [",", ";", "\t", "\n", "\r\n", "\r", '"', "\ufeff", "\0"]


def with_bytes(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    """The content with single bytes changed."""
    spoilt = bytearray(content)
    for at, value in changes:
        spoilt[at % len(spoilt)] = value
    return bytes(spoilt)


def with_bits(fields: dict[str, int]) -> bytes:
    """The small volume with header fields set to any pattern of bits."""
    content = bytearray(SMALL)
    for name, bits in fields.items():
        at = int(AT[name][1:])
        content[at : at + 2] = bits.to_bytes(2, "little")
    return bytes(content)


CHANGES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=8)
NIFTIS = (
    st.builds(with_bits, FIELDS)
    | st.builds(with_bytes, st.just(SMALL), CHANGES)
    | st.builds(lambda n: SMALL[:n], st.integers(0, len(SMALL)))
    | st.builds(lambda value: spoil(dx=value, srow_xx=value, slope=value), st.floats(width=32))
)
HEADERS = st.builds(with_bytes, st.sampled_from([nrrd(), meta()]), CHANGES) | st.binary(max_size=600)
TABLES = st.binary(max_size=400) | st.lists(CELLS | st.sampled_from(SIGNS), max_size=60).flatmap(
    lambda parts: st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-16-le"]).map(
        lambda code: "".join(parts).encode(code, "replace")
    )
)

TARGETS: dict[str, tuple[st.SearchStrategy[bytes], Callable[[bytes], object]]] = {
    "header of NIfTI": (NIFTIS | st.binary(max_size=600), read_header),
    "volume of NIfTI": (NIFTIS, read_volume),
    "header of NRRD": (HEADERS, parse_nrrd),
    "header of MetaImage": (HEADERS, parse_meta),
    "table": (TABLES, open_sheet),
}


def fuzz(name: str, examples: int, seed: int | None = None) -> Counter[str]:
    """Send examples to a target; how many were read and how many refused. What crashes it is raised, shrunk."""
    strategy, target = TARGETS[name]
    ends: Counter[str] = Counter()

    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(strategy)
    def knock(content: bytes) -> None:
        said = ""
        try:
            target(content)
        except HepasrError as error:
            said = str(error)
        assert not said or " but " in said, f"a sentence must say what came, but it says: {said}"
        ends["refused" if said else "read"] += 1

    if seed is not None:
        from hypothesis import seed as seeded

        knock = seeded(seed)(knock)
    knock()
    return ends


def main() -> None:
    """All targets in turn until the time is over."""
    until, rounds = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "300")), 0
    ends: dict[str, Counter[str]] = {name: Counter() for name in TARGETS}
    while time.monotonic() < until:
        for name in TARGETS:
            ends[name] += fuzz(name, 500, seed=rounds)
        rounds += 1
    sys.stdout.writelines(f"{name}: {dict(counts)}\n" for name, counts in ends.items())


if __name__ == "__main__":
    main()
