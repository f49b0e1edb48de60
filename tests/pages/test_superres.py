"""Super-resolution: the four panes, what the card proves, whom to trust, and the exclusion; and what is absent."""

import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.cards import Card, file_digests, write_card
from core.jobs.job import JobStatus
from core.superres_trust import TRUST_COLUMNS
from core.values import Volume
from pages.shared import evidence
from pages.superres import networks, panes
from pages.superres.trust import trust_csv

FIDELITY = {"liver": {"n": 12, "gain_sinc_db": 0.63, "gain_bspline_db": 0.88}} | {
    "prostate": {"n": 10, "gain_sinc_db": 0.55, "gain_bspline_db": -0.02}
}
CONCORDANCE = {"liver": {"n": 8, "median_ccc_network": 0.812, "median_ccc_bspline": 0.698, "difference_bspline": 0.114}}
CONCORDANCE["liver"] |= {"ci_low": 0.061, "ci_high": 0.172}


def trust() -> pd.DataFrame:
    """Four features of two families on two groups; in the liver one feature and one family fall behind."""
    names = ["original_glcm_Contrast", "original_glcm_Energy", "original_ngtdm_Busyness", "original_ngtdm_Strength"]
    table = pd.concat([pd.DataFrame({"feature": names, "group": group}) for group in ("liver", "sarcoma")])
    numbers = {
        "ccc_network": [0.9, 0.5, 0.6, 0.6, 0.9, 0.9, 0.9, 0.9],
        "ccc_bspline": [0.7, 0.6] + 2 * [0.5] + 4 * [0.8],
    }
    table = table.assign(**numbers, ccc_sinc=[0.4, 0.4, 0.7, 0.7] * 2, ccc_low=0.1, ccc_high=0.9, icc=0.5, bias=0.0)
    best = table[["ccc_bspline", "ccc_sinc"]].max(axis=1)
    behind = {"below_bspline": table["ccc_network"] < table["ccc_bspline"], "below_best": table["ccc_network"] < best}
    return table.assign(family=table["feature"].str.rpartition("_")[0], **behind)[list(TRUST_COLUMNS)]


def publish(folder: Path, name: str, *tables: str, **extra: object) -> None:
    (folder / name).mkdir()
    steps = pd.DataFrame({"run": "seed 1", "step": [1, 2], "seconds": [60, 120], "train_gain_db": [0.1, 0.2]})
    made = {"trust.csv": trust(), "learning-curve.csv": steps.assign(validation_gain_db=0.1, rate=1e-3)}
    for table in tables:
        made[table].to_csv(folder / name / table, index=False)
    digests = file_digests(folder / name, tables)
    write_card(
        folder / name, Card(name, "network", "1", "A network.", "research", "limits", "303 volumes", digests, extra)
    )


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A network that was just published: weights and nothing else."""
    monkeypatch.setattr(networks, "FOLDER", tmp_path)
    publish(tmp_path, "sr-fidelity-1")
    return tmp_path


@pytest.fixture
def whole(tmp_path, monkeypatch):
    """Two networks with everything."""
    monkeypatch.setattr(networks, "FOLDER", tmp_path)
    proof = {"fidelity": FIDELITY, "concordance": CONCORDANCE, "checks": {"corner_error_mm": 6e-6, "order_kept": True}}
    for name in ("sr-fidelity-1", "sr-perceptual-1"):
        publish(tmp_path, name, "trust.csv", "learning-curve.csv", proof=proof, training={"parameters": 534216})
    return tmp_path


@pytest.fixture
def computed(open_page, still_engine, workup, whole):
    """The page after a case was computed on the page of the single case."""
    still_engine.finish(workup)
    return open_page("case", job="job1").switch_page("pages/superres/view.py").run()


def test_what_is_not_there_yet_is_said_plainly(bare, open_page, shown):
    page = open_page("superres")

    assert not page.exception
    assert not page.error
    for missing in ("no measurements on held-out volumes", "holds no trust table", "holds no learning curve"):
        assert missing in shown(page)


def test_without_a_network_there_is_one_red_notice(tmp_path, monkeypatch, open_page):
    monkeypatch.setattr(networks, "FOLDER", tmp_path)

    page = open_page("superres")

    assert [len(page.error), len(page.exception)] == [1, 0]


def test_without_a_case_the_demo_is_one_click_away(whole, open_page, still_engine):
    page = open_page("superres").button(key="compute_demo").click().run()

    assert page.query_params["case"] == evidence.DEMO_CASE
    assert [case.case_id for case in still_engine.submitted] == [evidence.DEMO_CASE]


def test_a_case_under_way_is_followed_not_started_again(whole, open_page, shown):
    page = open_page("superres").button(key="compute_demo").click().run()

    page = page.switch_page("pages/superres/view.py").run()

    assert "being computed" in shown(page)
    assert "compute_demo" not in [button.key for button in page.button]


def test_a_computed_case_is_shown_four_times(computed, shown):
    text = shown(computed)

    assert not computed.exception
    assert all(f"<b>{pane}</b>" in text for pane in ("As measured", "Interpolated", "Super-resolved", "Added detail"))
    assert "synthesised detail may not exist" in text


def test_a_real_case_is_not_called_simulated(computed, shown):
    assert "Simulated data</span>" not in shown(computed)


def test_another_plane_and_slice_can_be_looked_at(computed):
    computed.segmented_control(key="superres_plane").set_value("coronal").run()

    assert not computed.exception
    assert any("superres_slice_coronal" in slider.key for slider in computed.slider)


def test_what_was_added_is_told_as_share_of_the_grey_range(open_page, still_engine, workup, whole, shown):
    span = panes.intensity_range(workup.case.volume)
    added = Volume(np.full(workup.added.shape, 0.03 * (span[1] - span[0])), workup.added.affine)
    still_engine.finish(replace(workup, added=added))

    page = open_page("case", job="job1").switch_page("pages/superres/view.py").run()

    assert "added 3.0% of the grey range" in shown(page)


def test_gains_carry_their_number_of_volumes_and_a_missed_bar_is_said(whole, open_page, shown):
    text = shown(open_page("superres"))

    assert "+0.63 dB" in text
    assert "over B-spline −0.02 dB; n = 10" in text
    assert "+0.5, reached" in text
    assert "+0.6, missed" in text


def test_a_very_small_error_is_written_as_people_write_it(whole, open_page, shown):
    assert "6 × 10⁻⁶ mm" in shown(open_page("superres"))


def test_families_and_features_that_fall_behind_are_counted(whole, open_page, shown):
    text = shown(open_page("superres"))

    assert "On 8 volumes (liver), 1 of 2 families lie below the best interpolator, and 1 of 4 features" in text


def test_the_other_group_can_be_looked_at(whole, open_page, shown):
    page = open_page("superres")

    page.segmented_control(key="group_sr-fidelity-1").set_value("sarcoma").run()

    assert "(sarcoma), 0 of 2 families" in shown(page)
    assert "Nothing is flagged here (sarcoma)" in shown(page)


def test_features_are_searched_by_word(whole, open_page, shown):
    page = open_page("superres")

    page.text_input(key="find_feature").set_value("ngtdm").run()

    assert page.dataframe[1].value["feature"].str.contains("ngtdm").all()
    assert "2 features, the furthest behind" in shown(page)


def test_the_file_says_what_it_is_and_holds_every_feature():
    text = trust_csv(trust(), "sr-fidelity-1")

    assert text.startswith("# Research use only.")
    assert len(pd.read_csv(StringIO(text), comment="#")) == 8


def test_one_click_leaves_out_the_flagged_features(whole, open_page, learning, shown):
    page = open_page("superres").button(key="exclude").click().run()

    assert learning.submitted == [frozenset({"original_glcm_Energy"})]
    assert "In a process of its own" in shown(page)


def test_whole_families_can_be_left_out_instead(whole, open_page, learning):
    page = open_page("superres")
    page.segmented_control(key="level").set_value("family").run()

    page.button(key="exclude").click().run()

    assert learning.submitted == [frozenset({"original_ngtdm_Busyness", "original_ngtdm_Strength"})]


def test_aucs_stand_before_and_after_with_their_difference(whole, open_page, learning, shown):
    learning.stands = JobStatus("done", 1.0, "done", 0, 16.0)

    text = shown(open_page("superres").button(key="exclude").click().run())

    assert "learnt again in 16 s" in text
    assert text.count("+0.000 (+0.000 to +0.000)") == 4
    assert "Of 1,130 features 1,129 could be chosen, and 2 were: a, b." in text


def test_a_failed_learning_is_one_red_sentence_and_the_button_returns(whole, open_page, learning):
    learning.stands = JobStatus("failed", 1.0, "the process must live, but it was stopped", 0, 3.0)
    page = open_page("superres").button(key="exclude").click().run()
    assert [len(page.error), len(page.exception)] == [1, 0]

    assert page.run().button(key="exclude")


def test_networks_are_compared_number_by_number(whole, open_page, shown):
    text = shown(open_page("superres"))

    assert "perceptual-1" in text
    assert text.count("534,216") >= 3


def test_the_page_loads_neither_torch_nor_pyradiomics():
    parts = ", ".join(f"pages.superres.{path.stem}" for path in Path(panes.__file__).parent.glob("*.py"))
    parts = parts.replace("pages.superres.view, ", "").replace(", pages.superres.view", "")
    code = f"import sys, {parts}; sys.exit(bool({{'torch', 'radiomics'}} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
