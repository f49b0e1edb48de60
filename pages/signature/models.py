"""The models that use the signature: odds ratios with both intervals, what predictors share, whether cases suffice."""

from __future__ import annotations

from collections.abc import Iterator

from core.resampling.sample import SampleAdequacy, judge_sample
from core.signature_study import FittedModel, Study
from core.values import Term
from pages.shared.looks import named_colours
from pages.shared.meanings import show_meanings
from pages.shared.odds import p_text, ratio_text
from pages.shared.widgets import Cell, show_name, show_note, show_table
from pages.shared.words import say, say_or
from pages.signature.looks import event_of
from pages.signature.scores import judged
from pages.signature.subject import Subject

COLUMNS = ("odds_ratio", "wald", "profile", "p", "vif")


def show_models(subject: Subject, study: Study) -> None:
    """One row per predictor and model; what the odds are the odds of stands above."""
    event = event_of(subject.cohort)
    show_name(say("signature.models"), say("signature.models_note", event=event))
    head: list[Cell] = [say("model.label"), say("signature.variable")]
    head += [(say(f"signature.{name}"), "number") for name in COLUMNS]
    rows = [row for name, fitted in study.models.items() for row in _rows(name, fitted)]
    show_table(head, rows, _caption(study), named_colours())
    terms = [term for fitted in study.models.values() for term in fitted.model.terms]
    show_meanings(terms, event, opened=True)


def show_sample(subject: Subject, study: Study) -> None:
    """Whether there are enough patients for what was tried."""
    funnel = dict(study.chosen.selection.funnel)
    auc = next((curve.auc for split, _, curve in judged(subject, study) if split == "training"), 0.5)
    found = judge_sample(subject.cohort, funnel["extracted"], auc)
    show_name(say("signature.sample"), _told(found))
    show_note(say("signature.sample_note"))


def _told(found: SampleAdequacy) -> str:
    told = {"n": found.n, "events": found.n_events, "candidates": found.candidates, "auc": found.expected_auc}
    told |= {"each": found.events_per_candidate}
    if found.needed is None:
        return say("signature.sample_unknown", **told)
    return say("signature.sample_told", needed=found.needed.patients, **told)


def _rows(name: str, fitted: FittedModel) -> Iterator[list[Cell]]:
    inflation = fitted.inflation.set_index("term")["per_degree"] ** 2
    several = len(inflation) > 1
    for place, (term, odds) in enumerate(zip(fitted.model.terms, fitted.odds.itertuples(), strict=True)):
        texts = [
            ratio_text(odds.odds_ratio),
            f"{ratio_text(odds.ci_low)}–{ratio_text(odds.ci_high)}",
            f"{ratio_text(odds.profile_low)}–{ratio_text(odds.profile_high)}",
            p_text(odds.p_value),
            f"{inflation[term.name]:.2f}" if several else "–",
        ]
        first = say(f"model.{name}") if place == 0 else ""
        yield [first, variable_name(term), *((text, "number") for text in texts)]


def variable_name(term: Term) -> str:
    """A predictor in words: its level against the reference, or its unit."""
    known = term.name.removesuffix("_missing")
    name = say_or(f"clinical.{known}", known)
    if known != term.name:
        return say("signature.missing_level", name=name)
    if term.level:
        level, reference = (say_or(f"clinical.{text}", text) for text in (term.level, term.reference))
        return say("signature.level", name=name, level=level, reference=reference)
    if term.transform:
        return say("signature.tenfold", name=name)
    return name


def _caption(study: Study) -> str:
    models = study.models.values()
    methods = say("case.comma").join(
        dict.fromkeys(say_or(f"signature.method_{one.model.method.split()[0]}", one.model.method) for one in models)
    )
    sizes = next(iter(models)).model
    caption = say("signature.models_caption", method=methods, n=sizes.n, events=sizes.n_events)
    left_out = max(one.left_out for one in models)
    return caption + (say("signature.models_left_out", n=left_out) if left_out else "")
