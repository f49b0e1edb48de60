"""The signature: learnt apart, shown step by step, judged on request, and kept for single cases."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import JobFailed
from core.jobs.job import JobStatus
from core.places import list_prediction_sets
from core.report.signature import formula_text
from pages.signature import learning, reviewer, subject
from pages.signature.reviewer import PLANS, count_fits
from tests.pages.learning import StillStudies
from tests.studies import small_audit, small_cohort, small_study

CHOICE = 4
"""Charts of what was chosen: funnel, coefficients, path, deviance."""


@pytest.fixture
def jobs(monkeypatch, tmp_path) -> StillStudies:
    """The small cohort in place of the demonstration, everything learnt."""
    still = StillStudies({"choice": small_study().chosen, "study": small_study(), "audit": small_audit()})
    for module in (learning, reviewer):
        monkeypatch.setattr(module, "learning_jobs", lambda: still)
    monkeypatch.setattr(subject, "learning_cohort", small_cohort)
    monkeypatch.setattr(subject, "excluded_features", lambda _network: frozenset({"original_glcm_F1"}))
    monkeypatch.setenv("HEPASR_DATA", str(tmp_path))
    return still


@pytest.fixture
def audited(open_page, jobs):
    return open_page("signature").button(key="audit").click().run()


def fail(jobs: StillStudies, name: str, sentence: str) -> None:
    jobs.stands[name] = JobStatus("failed", 1.0, sentence, 0, 2.0)


def charts(page) -> list[str]:
    """What each chart says of itself."""
    return [json.loads(chart.proto.spec)["description"] for chart in page.get("vega_lite_chart")]


def test_the_demonstration_is_learnt_without_asking(open_page, jobs, shown):
    page = open_page("signature")

    assert [len(jobs.named(name)) for name in ("choice", "study", "audit")] == [1, 1, 0]
    assert "Simulated data" in shown(page)
    assert not page.error
    assert not page.exception


def test_charts_tell_what_they_show(open_page, jobs):
    told = charts(open_page("signature"))

    assert len(told) == CHOICE + 2
    assert told[0].startswith("Features: Native Extracted 18; Native Varying 18")
    assert sum("Rad-score" in text for text in told) == 2


def test_correlations_before_and_after_are_drawn_when_they_are_asked_for(open_page, jobs):
    page = open_page("signature")
    page.session_state["correlations"] = True

    told = charts(page.run())

    assert len(told) == CHOICE + 2 + 2
    assert len([text for text in told if text.startswith("Spearman")]) == 2


def test_the_formula_is_text_to_copy_when_it_is_unfolded(open_page, jobs):
    page = open_page("signature")
    page.session_state["formula_text"] = True

    assert page.run().code[0].value == formula_text(small_study().chosen.signature)


def test_a_second_look_starts_nothing_again(open_page, jobs):
    open_page("signature").run()

    assert len(jobs.submitted) == 2


def test_what_is_chosen_shows_while_the_study_goes_on(open_page, jobs, shown):
    jobs.stands["study"] = JobStatus("running", 0.4, "cross-fit", 0, 6.0)

    page = open_page("signature")

    assert "Learning, 6 s so far" in shown(page)
    assert len(charts(page)) == CHOICE


def test_nothing_is_claimed_before_anything_is_chosen(open_page, jobs):
    for name in ("choice", "study"):
        jobs.stands[name] = JobStatus("running", 0.1, "choose", 0, 1.0)

    assert not charts(open_page("signature"))


def test_a_failure_is_one_red_sentence_and_can_be_tried_again(open_page, jobs):
    fail(jobs, "choice", "some feature must remain, but all are excluded: allow some")

    page = open_page("signature")

    assert [len(page.error), len(page.exception)] == [1, 0]
    assert "Some feature must remain" in page.error[0].value
    page.button(key="again_choice").click().run()
    assert len(jobs.named("choice")) == 2


def test_a_restarted_server_says_so_and_learns_again(open_page, jobs, monkeypatch):
    page = open_page("signature")
    known, monkey = jobs.status, JobFailed("the job must be known to this server, but it is not")
    monkeypatch.setattr(jobs, "status", lambda _id: (_ for _ in ()).throw(monkey))
    assert len(page.run().error) == 1

    monkeypatch.setattr(jobs, "status", known)
    assert not page.run().error


def test_settings_count_once_the_button_is_pressed(open_page, jobs):
    page = open_page("signature")
    page.selectbox(key="set_rule").set_value("1se")
    page.number_input(key="set_mrmr").set_value(20)

    page.button[0].click().run()

    asked = jobs.named("choice")[-1][2]
    assert (asked.rule, asked.mrmr, asked.seed) == ("1se", 20, 20240812)


def test_patients_and_features_carry_their_denominators(open_page, jobs, shown):
    text = shown(open_page("signature"))

    assert "<small> / 60</small>" in text
    assert "<small> / 18</small>" in text
    assert "n = 20" in text


def test_models_state_event_reference_and_both_intervals(open_page, jobs, shown):
    text = shown(open_page("signature"))

    assert "Odds ratios of non-response" in text
    assert "Atypical vs Typical" in text
    assert "Compares: atypical against typical. More of it is expected to speak for: non-response" in text
    assert "An odds ratio above 1 means higher odds of non-response" in text
    assert text.index("95 % CI, Wald") < text.index("95 % CI, profile") < text.index("VIF")


def test_the_sample_counts_every_feature_looked_at(open_page, jobs, shown):
    assert "for 18 candidate features" in shown(open_page("signature"))


def test_an_audit_runs_on_request_alone_with_its_time_said(open_page, jobs):
    page = open_page("signature")

    assert page.button(key="audit").label.startswith("Judge the recipe, about ")
    page.button(key="audit").click().run()
    assert jobs.named("audit")[0][3]["permutations"] == PLANS["quick"]["permutations"]


def test_the_number_of_fits_is_what_the_plan_asks():
    assert count_fits({"folds": 5, "repeats": 2, "permutations": 40, "seeds": 20, "boots": 20}) == 5 * 42 + 42


def test_the_audit_is_told_in_a_sentence_and_three_charts(audited, shown):
    null = small_audit()["null"]

    assert f"The shuffled labels reach {null['median']:.2f}; the signature reaches" in audited.info[-1].value
    assert len(charts(audited)) == CHOICE + 5


def test_an_audit_under_way_can_be_stopped(open_page, jobs):
    jobs.stands["audit"] = JobStatus("running", 0.3, "null", 0, 30.0)
    page = open_page("signature").button(key="audit").click().run()

    page.button(key="stop_audit").click().run()

    assert jobs.cancelled == ["audit"]
    assert page.button(key="audit")


def test_compatible_mode_shows_three_aucs_and_one_warning(open_page, jobs, shown):
    page = open_page("signature")
    page.toggle(key="compatible").set_value(True).run()

    page.button(key="audit").click().run()

    assert jobs.named("audit")[0][3]["compatible"] == 1
    assert [len(page.warning), page.warning[0].value.startswith("On shuffled outcomes")] == [1, True]
    assert all(f"{small_audit()['compatible'][name]:.3f}" in shown(page) for name in ("validation", "nested"))


def test_files_stand_ready_and_the_audit_joins_them(open_page, jobs):
    page = open_page("signature")
    files = [button.label for button in page.get("download_button")]

    page.button(key="audit").click().run()

    assert files == ["Formula (CSV)", "Selection (JSON)", "Rad-scores (CSV)"]
    assert [button.label for button in page.get("download_button")] == [*files, "Audit (JSON)"]


def test_a_saved_signature_is_a_prediction_set_and_is_never_replaced(open_page, jobs):
    page = open_page("signature")
    page.text_input(key="set_name").set_value("ours").run()

    page.button(key="save_set").click().run()
    assert [folder.name for folder in list_prediction_sets()] == ["ours"]
    page.button(key="save_set").click().run()
    assert "never replaced" in page.error[0].value


def test_own_tables_are_asked_for_before_anything_is_learnt(open_page, jobs):
    page = open_page("signature", source="table")

    assert page.file_uploader(key="own_clinical")
    assert not jobs.submitted


def test_the_super_resolved_image_leaves_out_what_it_does_not_restore(open_page, jobs, monkeypatch):
    cohort = small_cohort()
    arms = dict.fromkeys(("native", "super-resolved"), cohort.features["native"])
    both = replace(cohort, features=arms)
    monkeypatch.setattr(subject, "learning_cohort", lambda: both)

    open_page("signature", arm="super-resolved")

    assert jobs.named("choice")[0][1] == "super-resolved"
    assert jobs.named("choice")[0][2].excluded == {"original_glcm_F1"}


def test_the_page_speaks_chinese(open_page, jobs, shown):
    text = shown(open_page("signature", language="zh"))

    assert "影像组学标签" in text
    assert "比值比" in text


def test_the_page_loads_no_slow_library_to_show():
    parts = [path.stem for path in sorted(Path(learning.__file__).parent.glob("*.py")) if path.stem != "view"]
    code = f"import sys, {', '.join(f'pages.signature.{part}' for part in parts)}; "
    code += "sys.exit(bool({'torch', 'numba', 'sklearn', 'radiomics'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
