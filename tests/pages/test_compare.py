"""The comparison: both splits, every pair, one carried threshold, calibration, and cohorts with little or too much."""

import numpy as np
import pytest

from core.errors import FitError
from core.evaluation.calibration import calibration
from core.evaluation.calibration_curve import CorrectedCurve
from core.evaluation.delong import delong_test
from core.evaluation.partial import partial_auc
from core.evaluation.rates import rates_at
from core.evaluation.roc import roc_curve
from core.evaluation.threshold import cost_cut, youden_cut
from pages.compare import calibration as card
from tests.pages.test_own import upload

PICTURES = 4
"""Two ROC pictures, the matrix of pairs, and the calibration curves."""


@pytest.fixture
def held_out(reviewed):
    rows = ~reviewed.cohort.is_training
    return reviewed.cohort.outcome[rows], reviewed.risks[rows]


@pytest.fixture
def seen(reviewed):
    return reviewed.cohort.outcome[reviewed.cohort.is_training], reviewed.risks[reviewed.cohort.is_training]


def charts(page):
    return [chart.proto.spec for chart in page.get("vega_lite_chart")]


def own(open_page, head, rows):
    page = upload(open_page("cohort"), "\n".join([head, *rows]))
    return page.switch_page("pages/compare/view.py").run()


def test_both_splits_all_pairs_and_the_calibration_are_drawn(open_page):
    assert len(charts(open_page("compare"))) == PICTURES


def test_every_chart_tells_a_screen_reader_what_it_shows(open_page):
    assert all('"description": "' in spec for spec in charts(open_page("compare")))


def test_published_aucs_are_marked_as_another_cohort(open_page, shown):
    text = shown(open_page("compare"))

    assert "0.844 (0.656–0.999)" in text
    assert "another cohort: Dong et al. 2024" in text


def test_every_table_names_event_and_split(open_page, shown):
    text = shown(open_page("compare"))

    assert text.count("non-response") >= 3
    assert "Training, cross-fitted (15 of 30)" in text
    assert text.count("Validation, 5 events of 10") >= 4


def test_delong_row_is_what_core_computes(open_page, shown, held_out):
    outcome, risks = held_out
    test = delong_test(outcome, risks["super-resolved"], risks["native"])

    text = shown(open_page("compare"))

    assert f"{test.auc_a:.3f} | {test.auc_b:.3f}" in text
    assert f">{test.p_value:.3f}</td>" in text


def test_all_ten_pairs_stand_in_the_table_and_one_in_words(open_page, shown):
    text = shown(open_page("compare"))

    assert text.count('<td class="kept">Combined − ') == 4
    assert text.count(" − Clinical</td>") == 4
    assert "Super-resolved − Native: AUC difference" in text


def test_the_pair_in_words_can_be_chosen(open_page, shown):
    page = open_page("compare")

    page.selectbox(key="pair").set_value(9).run()

    assert "Native − Clinical: AUC difference" in shown(page)


@pytest.mark.parametrize(("method", "told"), [("DeLong", "as most papers print it"), ("stratified bootstrap", "2,000")])
def test_the_interval_asked_for_is_shown_and_named(open_page, shown, seen, method, told):
    page = open_page("compare")

    text = shown(page.selectbox(key="auc_interval").set_value(method).run())

    assert told in text
    low, high = roc_curve(seen[0], seen[1]["clinical"]).plain_interval
    assert (f"({low:.3f}–{high:.3f})" in text) is (method == "DeLong")


def test_a_partial_area_is_that_of_core(open_page, shown, held_out):
    page = open_page("compare").selectbox(key="partial_focus").set_value("sensitivity").run()

    text = shown(page.slider(key="partial_range").set_value((70, 100)).run())

    part = partial_auc(roc_curve(held_out[0], held_out[1]["native"]), 0.7, focus="sensitivity")
    assert f"{part.area:.3f} / 0.30; {part.corrected:.3f}" in text


def test_bands_are_drawn_on_request_alone(open_page):
    page = open_page("compare")
    before = charts(page)[0]

    after = charts(page.toggle(key="roc_band").set_value(True).run())[0]

    assert ('"area"' in before, '"area"' in after) == (False, True)


def test_the_threshold_comes_from_training_and_judges_validation(open_page, shown, seen, held_out):
    cut = youden_cut(seen[0], seen[1]["combined"], "training")
    found = rates_at(held_out[0], held_out[1]["combined"], cut.value).sensitivity

    text = shown(open_page("compare"))

    assert f"{found.count}\u00a0/\u00a0{found.of}\n{found.value:.3f} ({found.ci_low:.3f}–{found.ci_high:.3f})" in text
    assert "Youden&#x27;s index on Training, 15 events of 30, and carried to Validation" in text


def test_on_training_the_thresholds_are_said_to_flatter(open_page, shown):
    page = open_page("compare")

    assert "on these very patients" in shown(page.segmented_control(key="compare_split").set_value("training").run())


def test_a_threshold_by_cost_and_an_exact_interval_can_be_chosen(open_page, shown, seen, held_out):
    page = open_page("compare")
    page.segmented_control(key="threshold_rule").set_value("cost").run()
    page.segmented_control(key="rate_interval").set_value("Clopper-Pearson")

    text = shown(page.number_input(key="cost_ratio").set_value(3.0).run())

    cut = cost_cut(seen[0], seen[1]["combined"], "training", 3.0)
    found = rates_at(held_out[0], held_out[1]["combined"], cut.value, "Clopper-Pearson").npv
    assert f"{found.count}\u00a0/\u00a0{found.of}\n{found.value:.3f} ({found.ci_low:.3f}–{found.ci_high:.3f})" in text
    assert "one missed event = 3 false alarms, prevalence 50%" in text


def test_calibration_stands_with_its_denominators(open_page, shown, held_out):
    judged = calibration(held_out[0], held_out[1]["native"])

    text = shown(open_page("compare"))

    assert f"{judged.brier:.3f}" in text
    assert f"{judged.expected:.1f}\u00a0/\u00a0{judged.observed}\n{judged.expected_to_observed:.2f}" in text
    assert "10\u00a0groups,\u00a0df\u00a010" in text


def test_models_of_the_calibration_picture_can_be_added(open_page):
    page = open_page("compare")

    spec = charts(page.button_group(key="calibration_models").set_value(["native", "combined"]).run())[3]

    assert "Radiomics, native" in spec
    assert "Combined" in spec


def test_the_corrected_curve_is_computed_on_request(open_page, monkeypatch):
    at = np.linspace(0.1, 0.9, 5)
    monkeypatch.setattr(card, "correction_of", lambda _: CorrectedCurve(at, at, 0 * at, at, np.full(5, 9)))
    page = open_page("compare")

    assert len(charts(page)) == PICTURES
    assert len(charts(page.toggle(key="correct").set_value(True).run())) == PICTURES + 1


def test_a_model_that_cannot_be_fitted_again_is_explained(open_page, monkeypatch):
    def refuse(_):
        raise FitError("predictors must differ, but two are alike: leave one out")

    monkeypatch.setattr(card, "correction_of", refuse)

    page = open_page("compare").toggle(key="correct").set_value(True).run()

    assert "two are alike" in page.error[0].value


def test_nri_and_idi_stand_beside_their_warning(open_page, shown):
    text = shown(open_page("compare"))

    assert "their tests reject too often" in text
    assert "NRI, without categories" in text


def test_a_model_is_not_reclassified_by_itself(open_page, shown):
    page = open_page("compare")

    assert "choose two different ones" in shown(page.selectbox(key="old_model").set_value("combined").run())


def test_of_the_published_p_one_follows_and_one_does_not(open_page, shown):
    text = shown(open_page("compare"))

    assert text.count('<td class="">Follows</td>') == text.count('<td class="">Does not follow</td>') == 1


def test_a_printed_p_of_ones_own_is_checked(open_page, shown):
    page = open_page("compare")
    for name, text in {"odds_ratio": "2.00", "ci_low": "1.10", "ci_high": "3.64"}.items():
        page.text_input(key=f"check_{name}").set_value(text)

    page.text_input(key="check_printed_p").set_value("0.023").run()

    assert "follows from odds ratio" in shown(page)


def test_a_field_that_holds_no_number_is_explained(open_page):
    page = open_page("compare").text_input(key="check_odds_ratio").set_value("many").run()

    assert "must be numbers above 0, but many came" in page.error[0].value
    assert len(charts(page)) == PICTURES


def test_a_cohort_without_training_patients_says_that_thresholds_flatter(open_page, shown):
    rng = np.random.default_rng(4)
    rows = [f"{n},{n % 2},{rng.random():.4f},{(n % 2 + rng.random()) / 2:.4f}" for n in range(60)]

    page = own(open_page, "case_id,event,native,super-resolved", rows)

    assert not page.error
    assert not page.exception
    assert "on these very patients" in shown(page)
    assert "does not say how they were fitted" in shown(page)


def test_a_single_model_is_compared_with_nothing(open_page, shown):
    page = own(open_page, "case_id,event,native", [f"{n},{n % 2},{(n % 2 + n % 3) / 4}" for n in range(30)])

    assert not page.error
    assert "one model only" in shown(page)
    assert "NRI, without categories" not in shown(page)


def test_a_perfect_model_has_dashes_where_nothing_can_be_estimated(open_page, shown):
    rows = [f"{n},{n % 2},{(n % 2 + n / 40) / 2:.4f},{(n * 7 % 11) / 11:.4f}" for n in range(40)]

    page = own(open_page, "case_id,event,native,combined", rows)

    assert not page.error
    assert "1.000 (0.8" in shown(page)
    assert "* Newcombe&#x27;s method 5: the AUC is 0 or 1" in shown(page)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_speaks(open_page, language):
    page = open_page("compare", language=language)

    assert not page.exception
    assert not page.error
