"""A threshold told in patients: tiles, a table of all models, and sentences computed from the curve."""

from __future__ import annotations

from collections.abc import Mapping

from core.evaluation.decision_curve import FEW_FLAGGED, Counts, DecisionCurve
from pages.decision.choices import Chosen
from pages.decision.table import thresholds_ahead
from pages.shared.looks import named_colours
from pages.shared.widgets import minus, show_note, show_table, show_tiles
from pages.shared.words import say


def show_patients(at: Counts, chosen: Chosen) -> None:
    """Five tiles for one model at the threshold, each with its denominator."""
    gain = minus(f"{at.net_benefit - max(at.treat_all, 0.0):+.3f}")
    fewer, net = minus(f"{at.fewer_interventions_per_100:.0f}"), minus(f"{at.net_benefit:.3f}")
    tiles = {
        "flagged": (f"{at.flagged} / {at.n}", {"share": at.flagged / at.n}),
        "found": (f"{at.events_found} / {at.events}", {"missed": at.events_missed}),
        "vain": (f"{at.false_alarms} / {at.non_events}", {"spared": at.non_events_spared}),
        "fewer": (f"{fewer} / 100", {}),
        "net": (net, {"gain": gain}),
    }
    show_tiles(
        (say(f"decision.{name}"), value, say(f"decision.{name}_detail", **told))
        for name, (value, told) in tiles.items()
    )
    show_note(say("decision.of_model", model=say(f"model.{chosen.model}"), threshold=chosen.threshold))


def show_benefits(at_threshold: Mapping[str, Counts], chosen: Chosen) -> None:
    """Every model at the same threshold."""
    head = [say("model.label"), *((say(f"decision.{name}"), "number") for name in ("flagged", "found", "vain", "net"))]
    rows = [
        [
            say(f"model.{model}"),
            (f"{at.flagged} / {at.n}", "number"),
            (f"{at.events_found} / {at.events}", "number"),
            (f"{at.false_alarms} / {at.non_events}", "number"),
            (minus(f"{at.net_benefit:.3f}"), "number"),
        ]
        for model, at in at_threshold.items()
    ]
    first = next(iter(at_threshold.values()))
    numbers = {"split": say(f"split.{chosen.split}"), "n": first.n, "events": first.events}
    show_table(head, rows, say("decision.table_caption", threshold=chosen.threshold, **numbers), named_colours())


def show_sentences(curve: DecisionCurve, at: Counts, chosen: Chosen) -> None:
    """Say in words what the curve shows for the chosen model: here, over the sensible range, and where it ends."""
    model, (low, high) = say(f"model.{chosen.model}"), chosen.sensible
    ahead, asked = thresholds_ahead(curve, chosen.sensible)
    here = say(
        "decision.sentence_here",
        threshold=chosen.threshold,
        model=model,
        found=at.events_found,
        events=at.events,
        vain=at.false_alarms,
        non_events=at.non_events,
    )
    kind = "none" if not ahead else "all" if ahead == asked else "some"
    over = say(f"decision.sentence_{kind}", low=low, high=high, model=model, ahead=ahead, asked=asked)
    few = say("decision.sentence_few", few=FEW_FLAGGED, supported=curve.supported())
    show_note(" ".join((here, over, few)))
