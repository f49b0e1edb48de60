from core.disclaimer import RESEARCH_ONLY, SYNTHESISED
from core.language import translate


def test_screens_and_exports_say_the_same() -> None:
    assert translate("disclaimer.short", "en") == RESEARCH_ONLY
    assert translate("disclaimer.synthesised", "en") == SYNTHESISED


def test_the_warning_fits_the_description_of_an_image() -> None:
    assert len(SYNTHESISED.encode()) <= 79
