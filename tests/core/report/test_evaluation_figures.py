"""The figures of an evaluation: which there are, and in which words."""

from dataclasses import replace

import pytest

from core.report.evaluation import build_tables
from core.report.evaluation_figures import draw_figures
from core.scores import ScoredCases


@pytest.fixture(scope="module")
def drawn(scored, settings):
    return draw_figures(scored, "non-response", settings, build_tables(scored, settings))


def test_every_split_has_every_figure(drawn):
    kinds = ("roc", "comparisons", "decision", "calibration")

    assert set(drawn) == {f"{kind}-{split}" for kind in kinds for split in ("training", "validation")}


def test_every_figure_is_svg_that_names_its_scores(drawn):
    assert all(text.startswith("<svg") and "second" in text for text in drawn.values())


def test_the_event_is_named_on_the_axis(drawn):
    assert "Risk of non-response" in drawn["calibration-validation"]


def test_a_score_that_is_no_risk_has_a_roc_curve_alone(scored, settings):
    single = ScoredCases(scored.outcome, scored.scores[["logit"]], scored.is_training, scored.others)

    assert set(draw_figures(single, "x", settings, build_tables(single, settings))) == {
        "roc-training",
        "roc-validation",
    }


def test_bands_are_drawn_at_any_prevalence(scored, settings, drawn):
    other = replace(settings, prevalence=0.2)
    figures = draw_figures(scored, "x", other, build_tables(scored, other))

    assert "mark-area" in drawn["decision-training"]
    assert "mark-area" in figures["decision-training"]


def test_figures_speak_chinese_when_asked(scored, settings):
    chosen = replace(settings, language="zh")

    figures = draw_figures(scored, "SD", chosen, build_tables(scored, chosen))

    assert "净获益" in figures["decision-training"]
    assert "SD 风险" in figures["calibration-training"]
