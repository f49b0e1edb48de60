"""A reliability table is opened on the page of super-resolution, seen by family, and applied in one click."""

import pandas as pd
import pytest

from core.features.agreement_table import ReliabilityTable
from core.features.names import family_of
from core.features.params import read_params
from core.jobs.job import JobStatus

NAMES = ("original_glcm_Contrast", "original_glcm_Energy", "wavelet-LLH_ngtdm_Busyness")


def table(digest: str = "") -> str:
    """Three features; the lower end of one and the estimate of another lie below 0.75."""
    rows = pd.DataFrame({"feature": NAMES, "family": map(family_of, NAMES), "icc": [0.9, 0.8, 0.6]})
    rows = rows.assign(icc_low=[0.85, 0.7, 0.3], icc_high=0.95, ccc=0.8, worst="grown")
    return ReliabilityTable(rows, "native", 12, ("grown", "noisy"), digest or read_params().digest).as_csv()


@pytest.fixture
def opened(open_page):
    return upload(open_page("superres"), table())


def upload(page, text: str):
    return page.file_uploader(key="reliability_file").set_value(("r.csv", text.encode(), "text/csv")).run()


def test_before_a_table_is_open_the_page_says_how_to_make_one(open_page, shown) -> None:
    page = open_page("superres")

    assert "one row per case" in shown(page)
    assert "python -m core reliability" in page.code[0].value


def test_an_open_table_says_what_was_done_and_how_many_lie_below(opened, shown) -> None:
    said = "12 cases × 3 measurements (Native image; as it is, outline grown, noise added): 2 of 3 features"

    assert said in shown(opened)
    assert not opened.exception


def test_families_stand_beside_the_chart_the_least_reliable_first(opened) -> None:
    families = opened.dataframe[-1].value

    assert families["family"].tolist() == ["wavelet-LLH_ngtdm", "original_glcm"]
    assert families["n_unreliable"].tolist() == [1, 1]


def test_one_click_learns_without_the_unreliable_features(opened, learning) -> None:
    opened.button(key="exclude_unreliable").click().run()

    assert learning.submitted == [frozenset(NAMES[1:])]


def test_the_estimate_and_another_threshold_exclude_others(opened, learning) -> None:
    opened.segmented_control(key="reliability_by").set_value("icc").run()
    opened.select_slider(key="reliability_threshold").set_value(0.7).run()

    opened.button(key="exclude_unreliable").click().run()

    assert learning.submitted == [frozenset(NAMES[2:])]


def test_aucs_without_them_are_shown_once_learnt(opened, learning, shown) -> None:
    learning.stands = JobStatus("done", 1.0, "done", 0, 16.0)

    text = shown(opened.button(key="exclude_unreliable").click().run())

    assert "Without 2 flagged features; learnt again in 16 s" in text


def test_nothing_below_the_threshold_leaves_nothing_to_click(open_page, shown) -> None:
    page = upload(open_page("superres"), table().replace("0.7,", "0.8,").replace("0.3,", "0.8,"))

    assert "nothing need be left out" in shown(page)


def test_a_table_of_other_parameters_is_shown_but_not_applied(open_page) -> None:
    page = upload(open_page("superres"), table("b" * 64))

    assert "has others" in page.error[0].value
    assert "exclude_unreliable" not in [button.key for button in page.button]


def test_a_table_of_another_image_says_so(opened, shown) -> None:
    assert "tells of another image than" in shown(opened)


def test_a_table_of_the_same_image_does_not(open_page, shown) -> None:
    page = upload(open_page("superres"), table().replace(",native,", ",super-resolved,"))

    assert "tells of another image than" not in shown(page)


def test_a_file_that_is_no_such_table_is_refused_and_the_page_lives(open_page) -> None:
    page = upload(open_page("superres"), "a,b\n1,2\n")

    assert "must have columns" in page.error[0].value
    assert page.file_uploader(key="reliability_file")


def test_the_table_stays_open_on_return_until_it_is_closed(opened) -> None:
    page = opened.switch_page("pages/cohort/view.py").run().switch_page("pages/superres/view.py").run()

    page.button(key="close_reliability").click().run()

    assert page.file_uploader(key="reliability_file")
