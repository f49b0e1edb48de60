"""An evaluation as files: what is returned is what is written."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from core.report.evaluation import build_tables, write_evaluation

WRITTEN = {
    "performance",
    "split_comparisons",
    "thresholds",
    "rates",
    "comparisons",
    "calibration",
    "calibration_groups",
    "roc_bands",
}
WRITTEN |= {
    "calibration_curves",
    "decision_curves",
    "decision_bands",
    "decision_differences",
    "best_ranges",
    "roc_curves",
}


@pytest.fixture(scope="module")
def written(scored, settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluation")
    return write_evaluation(scored, "yes", folder, settings), folder


def test_the_json_holds_what_is_returned(written):
    content, folder = written

    assert json.loads((folder / "evaluation.json").read_text()) == content


def test_every_table_is_in_the_json_and_a_csv_with_the_notice(written):
    content, folder = written

    assert content.keys() >= WRITTEN
    for name in WRITTEN:
        table = pd.read_csv(folder / f"{name}.csv")
        assert len(table) == len(content[name])
        assert table["notice"].str.contains("Research use only").all()


def test_every_figure_is_a_file_and_no_half_of_one_is_left(written):
    _, folder = written

    assert len(list(folder.glob("*.svg"))) == 8
    assert not list(folder.glob("*.part"))


def test_settings_and_reasons_are_said(written, settings):
    content, _ = written

    assert content["settings"]["resamples"] == settings.resamples
    assert {row["reason"] for row in content["performance"]} <= content["interval_reasons"].keys()


def test_reclassification_comes_on_request_only_and_with_its_warning(scored, settings, written, tmp_path):
    content = write_evaluation(scored, "yes", tmp_path, replace(settings, reclassification=True))

    assert "reclassification" not in written[0]
    assert "judge a model by its AUC difference" in content["reclassification_warning"]
    assert len(content["reclassification"]) == 8


def test_numbers_keep_fifteen_digits(scored, settings, written):
    told = [row["auc"] for row in written[0]["performance"]]

    assert told == pytest.approx(build_tables(scored, settings)["performance"]["auc"].to_list(), abs=1e-14)
