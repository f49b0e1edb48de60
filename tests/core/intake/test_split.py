"""The words for training and validation."""

import pandas as pd
import pytest

from core.errors import CohortError
from core.intake.split import read_split


@pytest.mark.parametrize(
    "words", [("Training", "test"), ("train", "validation"), ("训练集", "验证集"), ("训练", "测试组")]
)
def test_a_split_is_read_in_both_languages(words):
    assert read_split(pd.Series(words)).tolist() == [True, False]


def test_another_word_is_refused():
    with pytest.raises(CohortError, match="the column set must say training or validation, but it says 'later'"):
        read_split(pd.Series(["train", "later"], name="set"))
