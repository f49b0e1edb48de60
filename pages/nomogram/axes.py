"""The model drawn as a nomogram with the patient's line on it, to look at and to take away."""

from __future__ import annotations

from functools import partial

from core.evaluation.nomogram import Nomogram, Values
from core.evaluation.nomogram_reading import Reading
from core.figures.nomogram_axes import NomogramLabels, plot_nomogram
from core.prediction.coding import group_terms
from pages.nomogram.choices import Chosen
from pages.nomogram.table import points_csv
from pages.shared.naming import event_name, level_name, model_name, share_text, value_text, variable_name
from pages.shared.take_away import offer_figure
from pages.shared.widgets import show_chart, show_name
from pages.shared.words import say, say_in


def show_axes(chosen: Chosen, nomogram: Nomogram, values: Values, reading: Reading) -> None:
    """The figure, and under it the way to take it away."""
    name = chosen.model.name
    show_name(say("nomogram.axes", model=model_name(name)), say("nomogram.axes_note"))
    show_chart(plot_nomogram(nomogram, _labels(chosen, nomogram, reading), values), key="nomogram_axes")
    offer_figure(
        f"nomogram-{name}",
        lambda language: plot_nomogram(nomogram, _labels(chosen, nomogram, reading, language), values),
        partial(points_csv, nomogram),
        chosen.simulated,
    )


def _labels(chosen: Chosen, nomogram: Nomogram, reading: Reading, language: str | None = None) -> NomogramLabels:
    levels = {level: level_name(level, language) for scale in nomogram.scales for level in scale.levels}
    return NomogramLabels(
        variables={scale.name: variable_name(scale, chosen.arm, language) for scale in nomogram.scales},
        points=say_in(language, "nomogram.points"),
        total=say_in(language, "nomogram.total"),
        risk=say_in(language, "nomogram.probability", event=event_name(nomogram.event_name, language)),
        description=_read_out(chosen, reading, language),
        levels=levels,
    )


def _read_out(chosen: Chosen, reading: Reading, language: str | None) -> str:
    """The figure for ears: each value with its points, their total, the probability."""
    of = group_terms(chosen.model.terms)
    rows = [
        say_in(
            language,
            "nomogram.alt_row",
            name=variable_name(of[row.name][0], chosen.arm, language),
            value=value_text(row.value, of[row.name][0], language),
            points=row.points,
        )
        for row in reading.rows
    ]
    risk, low, high = (share_text(share, language) for share in (reading.risk, *reading.interval))
    told: dict[str, object] = {"total": reading.total, "risk": risk, "low": low, "high": high}
    told |= {"model": model_name(chosen.model.name, language), "event": event_name(chosen.model.event_name, language)}
    return say_in(language, "nomogram.alt", rows="; ".join(rows), **told)
