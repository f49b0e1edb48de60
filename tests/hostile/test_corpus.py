"""Every hostile file hears its sentence, or is read where it only looks strange; nothing else may happen."""

import pytest

from tests.hostile.case import ACCEPTED, Hostile
from tests.hostile.corpus import CASES
from tests.hostile.judge import hear


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.door}: {case.name}")
def test_a_hostile_file_hears(case: Hostile):
    sentence, _ = hear(case, case.content)

    assert (case.said in sentence) if case.said != ACCEPTED else (sentence == "")


def test_every_sentence_says_what_must_hold_what_came_and_what_to_do():
    heard = {case.name: hear(case, case.content)[0] for case in CASES if case.door in ("mask", "mapping")}

    assert [name for name, said in heard.items() if said and not (" but " in said and ": " in said)] == []


def test_the_corpus_is_large_and_names_no_case_twice():
    assert len({(case.door, case.name) for case in CASES}) == len(CASES) >= 150
