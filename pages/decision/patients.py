"""The threshold told in patients: tiles of one model, each with its denominator."""

from __future__ import annotations

from core.evaluation.decision_curve import Counts
from pages.decision.choices import Chosen
from pages.decision.wording import tell
from pages.shared.widgets import minus, show_note, show_tiles
from pages.shared.words import say


def show_patients(at: Counts, chosen: Chosen) -> None:
    """Five tiles for one model at the threshold."""
    gain = minus(f"{at.net_benefit - max(at.treat_all, 0.0):+.3f}")
    fewer, net = minus(f"{at.fewer_interventions_per_100:.0f}"), minus(f"{at.net_benefit:.3f}")
    tiles = {
        "flagged": (f"{at.flagged} / {at.n}", {"share": at.flagged / at.n}),
        "found": (f"{at.events_found} / {at.events}", {"missed": at.events_missed}),
        "spared": (f"{at.non_events_spared} / {at.non_events}", {"vain": at.false_alarms}),
        "fewer": (f"{fewer} / 100", {}),
        "net": (net, {"gain": gain}),
    }
    show_tiles(
        (tell(name, chosen.event), value, say(f"decision.{name}_detail", **told))
        for name, (value, told) in tiles.items()
    )
    here = {"model": say(f"model.{chosen.model}"), "threshold": chosen.threshold}
    show_note(say("decision.of_model", risk=say(f"decision.risk_{chosen.event}"), **here))
