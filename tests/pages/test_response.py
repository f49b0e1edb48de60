"""Readings are entered, judged, adjudicated, and their label sent to the cohort."""

import re

import numpy as np
import pandas as pd
import pytest

from core.clinical.label_noise import label_table
from core.clinical.readings import parse_readings
from core.imaging.geometry import refine_mask
from core.imaging.nifti import encode_volume
from core.intake.sheet import read_sheet
from core.values import Mask, Volume
from pages.response.entry import template
from pages.response.label import label_csv

FIRST = {"CR": 0.0, "PR": 0.5, "SD": 0.9, "PD": 1.4}


def readings(n: int = 20) -> pd.DataFrame:
    """Two readers of the last patients of the cohort; they say another category of every fifth."""
    rows = []
    for place, number in enumerate(range(41 - n, 41)):
        category = list(FIRST)[place % 4]
        other = {"CR": "PR", "PR": "SD", "SD": "PR", "PD": "SD"}[category] if place % 5 == 0 else category
        for reader, share in (("A", FIRST[category]), ("B", FIRST[other])):
            rows += [(f"DEMO-{number:03d}", reader, visit, 50 * (share if visit else 1)) for visit in (0, 1)]
    return pd.DataFrame(rows, columns=["patient", "reader", "visit", "sum_mm"])


def paste(page, table: pd.DataFrame):
    """Rows pasted into the empty grid, and the button below it."""
    page.button(key="empty_grid").click().run()
    rows = table.assign(non_target="none", new_lesion=False).to_dict("records")
    page.session_state["readings_grid"] = {"edited_rows": {}, "added_rows": rows, "deleted_rows": []}
    return next(button for button in page.button if button.label == "Use these readings").click().run()


@pytest.fixture
def held(open_page):
    """The page after the readings were entered."""
    page = open_page("response")
    page.session_state["_readings"] = parse_readings(readings())
    return page.run()


def test_the_demonstration_shows_simulated_readers_and_says_so(open_page, shown) -> None:
    page = open_page("response")

    assert "Simulated readings" in shown(page)
    assert "Simulated reader 3" in shown(page)
    assert not page.exception


def test_the_first_simulated_reader_gives_the_categories_of_the_cohort(open_page, shown) -> None:
    counts = re.findall(r"Simulated reader 1</td>(.*?)</tr>", shown(open_page("response")))[0]

    assert re.findall(r">(\d+)<", counts) == ["0", "0", "40", "0", "0"]


def test_twenty_patients_pasted_by_two_readers_are_classified(open_page, shown) -> None:
    page = paste(open_page("response"), readings())
    text = shown(page)

    assert [*page.exception, *page.error] == []
    assert "Objective response, A" in text
    assert "<div class='value'>10<small> / 20</small></div>" in text
    assert "Simulated readings" not in text


def test_readings_of_two_show_kappa_with_its_interval(held, shown) -> None:
    assert "Cohen&#x27;s kappa</div><div class='value'>0.733" in shown(held)


def test_every_visit_shows_its_category_when_the_courses_are_unfolded(held) -> None:
    held.session_state["courses_fold"] = True
    visits = next(frame.value for frame in held.run().dataframe if "overall" in frame.value)

    assert len(visits) == 40
    assert visits.set_index(["patient", "reader"]).loc[("DEMO-021", "A"), "overall"] == "CR"
    assert visits["change"].round(1).tolist()[:2] == [-100.0, -50.0]


def test_patients_in_two_categories_are_listed(held) -> None:
    listed = next(frame.value for frame in held.dataframe if "agreed" in frame.value)

    assert listed.index.tolist() == ["DEMO-021", "DEMO-026", "DEMO-031", "DEMO-036"]


def test_every_model_has_an_auc_under_each_reader(held, shown) -> None:
    text = shown(held)

    assert "A, n = 10, 6 events" in text
    assert "B, n = 10, " in text
    assert "Majority, n = " in text
    assert (
        len(re.findall(r"0\.\d{3} \(0\.\d{3}–[01]\.\d{3}\)", text.split("What label noise")[1].split("The label")[0]))
        == 15
    )


def test_a_label_sent_to_the_cohort_rules_every_page(held, shown) -> None:
    held.selectbox(key="whose").set_value("A").run()
    held.button(key="send_label").click().run()

    for name in ("cohort", "compare", "decision"):
        page = held.switch_page(f"pages/{name}/view.py").run()
        assert "Simulated data · label: A" in shown(page)
        assert not page.exception


def test_a_sent_label_can_be_taken_back(held, shown) -> None:
    held.selectbox(key="whose").set_value("A").run()
    held.button(key="send_label").click().run()

    assert "label: A" not in shown(held.button(key="take_back").click().run())


def test_a_label_of_strangers_is_refused_and_the_page_lives(open_page) -> None:
    page = paste(open_page("response"), readings().replace(regex={"patient": {"DEMO": "CASE"}}))

    page.button(key="send_label").click().run()

    assert all("names none of them" in error.value for error in page.error)
    assert not page.exception


def test_an_adjudication_takes_the_place_of_the_majority(held, shown) -> None:
    assert "2 have no label" in shown(held)
    held.session_state["adjudication"] = {"edited_rows": {1: {"agreed": "PD"}}, "added_rows": [], "deleted_rows": []}

    text = shown(held.run())

    assert "1 of 4 agreed on" in text
    assert "1 have no label" in text


def test_other_criteria_change_the_categories(held, shown) -> None:
    text = shown(held.segmented_control(key="criteria").set_value("EASL").run())

    assert "EASL. ORR is CR and PR" in text


def test_a_table_takes_the_place_of_the_simulated_readings_and_can_be_closed(open_page, shown) -> None:
    page = open_page("response")
    page.file_uploader(key="readings_file").set_value(
        ("r.csv", readings().to_csv(index=False).encode(), "text/csv")
    ).run()
    assert "Objective response, A" in shown(page)

    page.button(key="close_readings").click().run()

    assert "Simulated readings" in shown(page)


def test_a_table_without_a_reader_is_refused_and_the_page_lives(open_page, shown) -> None:
    page = open_page("response")
    table = readings().drop(columns="reader").to_csv(index=False).encode()

    page.file_uploader(key="readings_file").set_value(("r.csv", table, "text/csv")).run()

    assert "need a column reader" in page.error[0].value
    assert "Simulated readings" in shown(page)


def test_the_template_can_be_opened_as_it_is() -> None:
    assert len(parse_readings(read_sheet(template().encode()))) == 4


def test_one_reader_needs_no_agreement(open_page, shown) -> None:
    table = readings()

    page = paste(open_page("response"), table[table["reader"] == "A"])

    assert not page.exception
    assert "kappa" not in shown(page)


def test_an_empty_grid_says_what_will_appear(open_page) -> None:
    page = open_page("response")

    page.button(key="empty_grid").click().run()

    assert "No readings yet" in page.info[0].value


def test_the_other_event_inverts_every_odds_ratio(open_page, shown) -> None:
    page = open_page("response")
    ratio, inverse = f"{np.exp(0.4):.3f} (", f"{np.exp(-0.4):.3f} ("
    assert ratio in shown(page)

    text = shown(page.segmented_control(key="event_of").set_value("yes").run())

    assert inverse in text
    assert "Odds ratios of Response" in text


def test_the_other_language_shows_the_same_page(open_page, shown) -> None:
    page = open_page("response")

    text = shown(page.segmented_control(key="language").set_value("zh").run())

    assert [*page.exception, *page.error] == []
    assert "客观缓解，模拟阅片者 1" in text


def declare(page, **units: tuple[str, str]):
    """Choose column and unit of each quantity."""
    for quantity, (column, unit) in units.items():
        page.selectbox(key=f"column_{quantity}").set_value(column)
        page.selectbox(key=f"unit_{quantity}").set_value(unit)
    return page.run()


def test_scores_follow_the_units_that_are_declared(open_page, shown) -> None:
    page = open_page("response")
    table = b"Alb,Bil,Plt\n3.5,1.2,99\n4.1,0.8,99000\n"
    page.file_uploader(key="livers_file").set_value(("t.csv", table, "text/csv")).run()

    page = declare(page, albumin=("Alb", "g/dL"), bilirubin=("Bil", "mg/dL"), platelets=("Plt", "10⁹/L"))

    assert "2 patients; 1 with a flagged value" in shown(page)
    assert 'ALBI, mALBI grade</td><td class="number whole">2 of 2' in shown(page)
    assert "No column for Ascites, Encephalopathy, INR or Prolonged prothrombin time" in shown(page)


def test_scores_join_the_cohort_and_can_be_taken_out_again(open_page, shown) -> None:
    page = open_page("response")
    table = b"case_id,Alb,Bil\nDEMO-001,3.5,1.2\nDEMO-002,4.1,0.8\n"
    page.file_uploader(key="livers_file").set_value(("t.csv", table, "text/csv")).run()
    page = declare(page, albumin=("Alb", "g/dL"), bilirubin=("Bil", "mg/dL"))
    page.button(key="send_scores").click().run()
    assert "Scores of 2 patients stand among" in shown(page)
    assert "ALBI" in page.dataframe[-1].value["Variable"].tolist()

    assert "stand among" not in shown(page.button(key="forget_scores").click().run())


def test_scores_of_strangers_are_refused_and_the_page_lives(open_page) -> None:
    page = open_page("response")
    page.file_uploader(key="livers_file").set_value(("t.csv", b"Alb,Bil\n3.5,1.2\n", "text/csv")).run()
    page = declare(page, albumin=("Alb", "g/dL"), bilirubin=("Bil", "mg/dL"))

    page.button(key="send_scores").click().run()

    assert "name none of them" in page.error[0].value
    assert not page.exception


def outline(page, name: str, mask: Mask):
    content = encode_volume(Volume(mask.data.astype(float), mask.affine))
    return page.file_uploader(key=f"outline_{name}").set_value((f"{name}.nii", content, "application/octet-stream"))


def test_two_masks_are_compared_in_millimetres(open_page, shown, case) -> None:
    page = open_page("response")
    outline(page, "first", case.mask)
    text = shown(outline(page, "second", case.mask).run())

    assert "Dice</div><div class='value'>1.000" in text
    assert "0.00 mm" in text
    assert "Both lie on one grid" in text


def test_a_mask_redrawn_on_the_finer_grid_says_what_was_carried(open_page, shown, case) -> None:
    page = open_page("response")
    outline(page, "first", case.mask)
    text = shown(outline(page, "second", refine_mask(case.mask)).run())

    assert "First mask, the coarser one, was carried to the grid of the other" in text
    assert not page.exception


def test_masks_of_two_patients_are_refused_and_the_page_lives(open_page, case) -> None:
    page = open_page("response")
    far = case.mask.affine + np.array([[0, 0, 0, 900.0], [0] * 4, [0] * 4, [0] * 4])
    outline(page, "first", case.mask)
    outline(page, "second", Mask(case.mask.data, far)).run()

    assert "one patient and one examination" in page.error[0].value
    assert not page.exception


def test_two_feature_tables_give_the_icc_that_other_pages_use(open_page, shown) -> None:
    page = open_page("response")
    rows = "".join(f"C{n},{n * n},{n + 0.5}\n" for n in range(8))
    for name in ("first", "second"):
        content = f"case_id,original_glcm_Contrast,original_shape_Sphericity\n{rows}".encode()
        page.file_uploader(key=f"features_{name}").set_value((f"{name}.csv", content, "text/csv"))
    assert "8 cases, 2 features; in 0 of them" in shown(page.run())

    page.button(key="use_icc").click().run()
    assert page.session_state["_reliability"].n_cases == 8


def test_the_label_column_says_what_it_is_and_holds_every_category() -> None:
    categories = pd.DataFrame({"A": ["PR", "SD"], "B": ["SD", "SD"]}, index=["P1", "P2"])

    text = label_csv(categories, label_table(categories), "majority", simulated=True)

    assert text.startswith("# Research use only. Not a medical device. Simulated data\ncase_id,category: A,")
    assert text.endswith("P1,PR,SD,\nP2,SD,SD,1\n")
