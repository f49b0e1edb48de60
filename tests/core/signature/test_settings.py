"""A choice that does not exist is refused at birth; settings travel."""

from copy import deepcopy

import pytest

from core.errors import SettingError
from core.signature.settings import CHOICES, SelectionSettings


@pytest.mark.parametrize("name", CHOICES)
def test_an_unknown_choice_is_refused_with_those_there_are(name):
    with pytest.raises(SettingError, match=f"{name} must be one of {CHOICES[name][0]}, .* but 'best' came"):
        SelectionSettings(**{name: "best"})


def test_reliabilities_cannot_be_changed_from_outside():
    given = {"f1": 0.9}
    settings = SelectionSettings(reliability=given)
    given["f1"] = 0.1
    assert settings.reliability["f1"] == 0.9


def test_a_copy_equals_its_settings():
    settings = SelectionSettings(reliability={"f1": 0.9}, rule="1se")
    assert deepcopy(settings) == settings
