"""The flowchart: who could have been in the cohort, who was left out and why, who learns and who judges."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from core.demo.clinical import POOL
from core.figures.export import PAGE_MM, svg_text
from core.figures.flowchart import plot_flowchart
from core.intake.flow import NO_LABEL, Flow, cohort_flow, intake_flow
from core.language import translate
from pages.shared import state
from pages.shared.evidence import original, reviewed
from pages.shared.widgets import Cell, show_chart, show_name, show_table
from pages.shared.words import say


def show_flow() -> None:
    """Draw the flowchart of the reviewed cohort, and of the one a signature learns from where that is another."""
    intake = state.own_intake()
    with st.container(border=True, key="card_flow"):
        _show("review", _reviewed_flow(), "simulated" if reviewed().simulated else "table")
    if intake is not None:
        with st.container(border=True, key="card_flow_intake"):
            _show("intake", intake_flow(intake), "tables")


def _reviewed_flow() -> Flow:
    now, before = reviewed().cohort, original().cohort
    drawn = {"not_drawn": POOL - len(before)} if reviewed().simulated else {}
    return cohort_flow(now, drawn | {NO_LABEL: len(before) - len(now)})


def _show(name: str, flow: Flow, source: str) -> None:
    show_name(say(f"cohort.flow_{name}"), say(f"cohort.flow_note_{source}"))
    boxes = _boxes(flow, source)
    beside = st.grid(2, min_column_width=380)
    with beside.cell():
        show_chart(plot_flowchart(*boxes), key=f"flow_{name}")
    with beside.cell():
        show_table(_head(), _rows(flow, source), "", {})
    st.download_button(
        say("cohort.flow_download"),
        lambda: svg_text(plot_flowchart(*boxes, note=translate("disclaimer.footer", "en")), PAGE_MM),
        f"hepasr-flowchart-{name}.svg",
        "image/svg+xml",
        icon=":material/download:",
        on_click="ignore",
        key=f"download_flow_{name}",
    )


def _boxes(flow: Flow, source: str) -> tuple[list[str], list[str], list[str], list[list[str]]]:
    why = [say("cohort.flow_out", n=n, why=_reason(kind)) for kind, n in flow.excluded.items()]
    left_out = [say("cohort.flow_excluded", n=flow.eligible - flow.included), *why] if why else []
    events = sum(happened for _, happened in flow.parts.values())
    parts = [
        [say(f"split.{side}"), say("cohort.flow_part", n=n, events=happened)]
        for side, (n, happened) in flow.parts.items()
    ]
    return (
        [say(f"cohort.flow_{source}"), say("cohort.flow_n", n=flow.eligible)],
        left_out,
        [say("cohort.flow_included"), say("cohort.flow_part", n=flow.included, events=events)],
        parts,
    )


def _head() -> list[Cell]:
    return ["", *((say(f"cohort.flow_{name}"), "number") for name in ("count", "share", "events"))]


def _rows(flow: Flow, source: str) -> Iterator[list[Cell]]:
    """The same numbers as a table: whoever there was, each reason, whoever is in, and the parts."""
    events = sum(happened for _, happened in flow.parts.values())
    yield _row(say(f"cohort.flow_{source}"), flow.eligible, flow.eligible)
    for kind, n in flow.excluded.items():
        why = _reason(kind)
        yield _row(f"{why[:1].upper()}{why[1:]}", n, flow.eligible)
    yield _row(say("cohort.flow_included"), flow.included, flow.eligible, events)
    for side, (n, happened) in flow.parts.items():
        yield _row(say(f"split.{side}"), n, flow.eligible, happened)


def _row(name: str, n: int, of: int, events: int | None = None) -> list[Cell]:
    happened = "" if events is None else f"{events:,} ({events / n:.0%})"
    return [name, (f"{n:,}", "number"), (f"{n / of:.1%}", "number"), (happened, "number")]


def _reason(kind: str) -> str:
    return say(f"cohort.flow_{kind}") if kind in {"not_drawn", NO_LABEL} else say(f"intake.why_{kind}")
