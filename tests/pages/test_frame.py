"""Every page in both languages: its question, its footer, no exception; one red notice when the models are gone."""

import ast
from pathlib import Path

import pytest

from core.errors import CardError
from core.language import LANGUAGES, translate
from pages.shared import evidence

PAGES = ("start", "case", "cohort", "compare", "decision", "nomogram", "superres", "response", "cards")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_with_its_question_and_footer(open_page, shown, name, language):
    page = open_page(name, language=language)

    text = shown(page)

    assert not page.exception
    assert translate(f"{name}.question", language).replace("'", "&#x27;") in text
    assert translate("disclaimer.footer", language) in text


@pytest.mark.parametrize("name", PAGES)
def test_question_of_a_page_is_its_docstring(name):
    source = Path(__file__).parents[2] / "pages" / name / "view.py"

    assert ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) == translate(f"{name}.question", "en")


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"case", "superres", "cards"}])
def test_page_without_models_shows_one_red_notice(open_page, monkeypatch, name):
    def refuse():
        raise CardError("the model folder must be whole, but it is not: fetch it again")

    open_page("start")
    monkeypatch.setattr(evidence, "read_demo", refuse)

    page = open_page(name)

    assert [len(page.error), len(page.exception)] == [1, 0]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "case"])
def test_page_with_demonstration_data_says_so(open_page, shown, name):
    assert translate("disclaimer.simulated", "en") in shown(open_page(name))


def test_language_survives_a_change_of_page(open_page, shown):
    page = open_page("start")
    page.segmented_control(key="language").set_value("zh").run()

    page.switch_page("pages/decision/view.py").run()

    assert translate("decision.question", "zh") in shown(page)


def test_chosen_language_stands_in_the_address(open_page):
    page = open_page("start")

    page.segmented_control(key="language").set_value("zh").run()

    assert page.query_params["language"] == "zh"


def test_sidebar_names_device_and_models(open_page):
    sidebar = open_page("start").sidebar
    said = " ".join(part.proto.body for part in sidebar.get("html"))

    assert "CPU" in said or "GPU" in said
    assert [(link.proto.page, link.proto.label) for link in sidebar.get("page_link")] == [
        ("cards", "Models **test-1**")
    ]
