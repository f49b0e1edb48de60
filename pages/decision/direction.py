"""What changes when the other outcome is the event, and what does not, said in numbers of the chosen model."""

from __future__ import annotations

from core.evaluation.decision_study import DecisionStudy
from core.evaluation.event_switch import switch_model
from core.prediction.odds import odds_ratios
from pages.decision.choices import EVENTS, Chosen
from pages.shared.evidence import prediction_set, reviewed
from pages.shared.widgets import show_note
from pages.shared.words import say, say_or


def show_direction(of: DecisionStudy, chosen: Chosen) -> None:
    """One note while the event is switched; nothing else."""
    if not chosen.switched:
        return
    auc, model = of.rocs[chosen.model].auc, say(f"model.{chosen.model}")
    mirrored = 1 - chosen.threshold
    told = say("decision.switched", threshold=chosen.threshold, mirrored=mirrored, model=model, auc=auc)
    show_note(f"{told} {_odds(chosen)}".strip())


def _odds(chosen: Chosen) -> str:
    """One odds ratio of the model in both directions; only where the model that gave the risks is known."""
    models = prediction_set().models if reviewed().simulated else {}
    if chosen.model not in models:
        return say("decision.switched_odds")
    model = models[chosen.model]
    here, there = (odds_ratios(told).iloc[0] for told in (model, switch_model(model, EVENTS[1])))
    term = say_or(f"clinical.{here['term']}", str(here["term"]))
    return say("decision.switched_odds_of", term=term, here=here["odds_ratio"], there=there["odds_ratio"])
