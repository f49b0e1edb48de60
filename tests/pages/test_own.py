"""A team's own table takes the place of the demonstration cohort, or is refused in one sentence."""

from core.review import read_review
from pages.cohort.own import template

CSV = "text/csv"


def upload(page, text: str):
    return page.file_uploader(key="own_cohort").set_value(("own.csv", text.encode(), CSV)).run()


def test_the_template_can_be_opened_as_it_is():
    assert len(read_review(template().encode(), "non-response").cohort) == 4


def test_an_own_cohort_shows_without_the_word_simulated(open_page, shown):
    page = upload(open_page("cohort"), template())

    assert "Own cohort, n = 4" in shown(page)
    assert "Simulated data" not in shown(page)


def test_every_page_of_the_team_shows_it(open_page, shown):
    page = upload(open_page("cohort"), template())

    for name in ("compare", "decision", "start"):
        assert "Own cohort, n = 4" in shown(page.switch_page(f"pages/{name}/view.py").run())


def test_closing_it_returns_to_the_demonstration(open_page, shown):
    page = upload(open_page("cohort"), template())

    page.button(key="close_cohort").click().run()

    assert "Simulated data" in shown(page)


def test_a_table_without_the_outcome_column_is_refused_and_the_page_lives(open_page, shown):
    page = upload(open_page("cohort"), template().replace("event", "response"))

    assert "must have a column event" in page.error[0].value
    assert not page.exception
    assert "Simulated data" in shown(page)


def test_a_cohort_with_one_model_and_no_split_shows_on_every_page(open_page, shown):
    rows = "".join(f"{n},{n % 2},{(n % 2 + n % 3) / 4}\n" for n in range(30))
    page = upload(open_page("cohort"), f"case_id,event,native\n{rows}")

    for name in ("cohort", "compare", "decision", "start"):
        page.switch_page(f"pages/{name}/view.py").run()
        assert not page.exception
        assert not page.error
