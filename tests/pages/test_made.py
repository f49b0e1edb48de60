"""What is made once is made again for other data, another choice or another language, and for nobody else."""

from pages.shared.made import made_once


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_the_same_question_is_answered_once() -> None:
    make = Counted()

    assert [made_once("once", ("digest", 0.5), make) for _ in range(3)] == [1, 1, 1]


def test_another_key_or_name_is_another_question() -> None:
    make = Counted()
    keys = [
        ("other", ("digest", 0.5)),
        ("other", ("digest", 0.4)),
        ("name", ("digest", 0.5)),
        ("other", ("", "digest")),
    ]

    assert [made_once(name, key, make) for name, key in keys] == [1, 2, 3, 4]
