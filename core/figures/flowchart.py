"""How a cohort came about, as boxes and arrows: who there was, who was left out and why, who learns and who judges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from core.figures.palette import AXIS, INK, MUTED, layer_in_style

LEFT, RIGHT = (0.0, 46.0), (54.0, 100.0)
"""The two columns of boxes, in per cent of the width."""
LINE, PAD, GAP = 17, 10, 34
"""Pixels of a line of text, above and below the text of a box, and between boxes."""
MOST = 32
"""Letters in a line of a box, a Chinese one counted twice; what a column of a small screen holds."""

Lines = Sequence[str]


class Box(NamedTuple):
    """A box in place: its column, its upper edge in pixels, its lines."""

    column: tuple[float, float]
    top: float
    lines: Lines

    @property
    def bottom(self) -> float:
        """Lower edge, pixels."""
        return self.top + tall(self.lines)

    @property
    def middle(self) -> float:
        """Half way between the edges of its column, per cent."""
        return sum(self.column) / 2


def plot_flowchart(
    eligible: Lines, left_out: Lines, included: Lines, parts: Sequence[Lines], note: str = ""
) -> alt.LayerChart:
    """Draw eligible cases over included ones, with those left out to the right, and one or two parts below.

    Parameters
    ----------
    eligible, left_out, included : lines of a box, the first its heading; `left_out` may be empty, then it has no box
    parts : lines of one or two boxes
    note : small print above, for a chart that leaves the page

    Notes
    -----
    The order of boxes is that of STARD 2015 (Bossuyt et al., BMJ 2015;351:h5527, figure 1).
    """
    boxes = list(_placed(wrap(eligible), wrap(left_out), wrap(included), [wrap(part) for part in parts]))
    height = boxes[-1].bottom + 2
    x, y = (alt.X("x:Q", scale=alt.Scale(domain=[0, 100]), axis=None), _down("y", height))
    frame = pd.DataFrame([(*box.column, box.top, box.bottom) for box in boxes], columns=["x", "x2", "y", "y2"])
    words = pd.DataFrame(_words(boxes), columns=["x", "y", "text", "heading"])
    ways = pd.DataFrame(_ways(boxes, beside=bool(left_out)), columns=["x", "y", "x2", "y2", "tip"])
    layers = [
        alt.Chart(ways).mark_rule(color=AXIS, strokeWidth=1.4).encode(x, y, alt.X2("x2"), alt.Y2("y2")),
        *(_tips(ways, shape, height) for shape in ("triangle-down", "triangle-right")),
        alt.Chart(frame)
        .mark_rect(fill="white", stroke=AXIS, strokeWidth=1, cornerRadius=5)
        .encode(x, y, alt.X2("x2"), alt.Y2("y2")),
        *(_text(words[words["heading"] == heading], x, y, heading=heading) for heading in (True, False)),
    ]
    chart = layer_in_style(layers, round(height), "; ".join(" ".join(box.lines) for box in boxes))
    if note:
        chart.title = alt.Title(note, fontSize=10, fontWeight=400, color=MUTED, anchor="start")
    return chart


def wrap(lines: Lines) -> list[str]:
    """The same lines, none longer than `MOST`; Chinese is parted between any two signs.

    Examples
    --------
    >>> wrap(["20 patients without an outcome in the table", "无"])
    ['20 patients without an outcome', 'in the table', '无']
    """
    parted = []
    for line in lines:
        room = ""
        for piece in re.findall(r"[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]\s*", line):
            if room and _width((room + piece).rstrip()) > MOST:
                parted.append(room.rstrip())
                room = ""
            room += piece
        parted.append(room.rstrip())
    return parted


def tall(lines: Lines) -> float:
    """Height of a box, pixels."""
    return LINE * len(lines) + 2 * PAD


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _placed(eligible: Lines, left_out: Lines, included: Lines, parts: Sequence[Lines]) -> Iterator[Box]:
    """The boxes from top to bottom; the one of those left out, if any, is the second."""
    first = Box(LEFT, 1, eligible)
    yield first
    beside = tall(left_out) if left_out else 0
    if left_out:
        yield Box(RIGHT, first.bottom + GAP / 2, left_out)
    second = Box(LEFT, first.bottom + GAP + beside, included)
    yield second
    for column, lines in zip((LEFT, RIGHT), parts, strict=False):
        yield Box(column, second.bottom + GAP, lines)


def _ways(boxes: Sequence[Box], *, beside: bool) -> Iterator[tuple[float, float, float, float, str]]:
    """Lines from x, y to x2, y2, and the arrowhead at their end, if any."""
    first, second, ends = boxes[0], boxes[1 + beside], boxes[2 + beside :]
    yield first.middle, first.bottom, second.middle, second.top, "triangle-down"
    if beside:
        level = (boxes[1].top + boxes[1].bottom) / 2
        yield first.middle, level, boxes[1].column[0], level, "triangle-right"
    level = second.bottom + GAP / 2
    yield second.middle, second.bottom, second.middle, level, ""
    for end in ends:
        yield second.middle, level, end.middle, level, ""
        yield end.middle, level, end.middle, end.top, "triangle-down"


def _words(boxes: Sequence[Box]) -> Iterator[tuple[float, float, str, bool]]:
    for box in boxes:
        for at, line in enumerate(box.lines):
            yield box.column[0], box.top + PAD + LINE * (at + 0.5), line, at == 0


def _text(words: pd.DataFrame, x: alt.X, y: alt.Y, *, heading: bool) -> alt.Chart:
    look: dict[str, Any] = {"fontWeight": 600, "color": INK} if heading else {"fontWeight": 400, "color": MUTED}
    text: alt.Chart = alt.Chart(words).mark_text(align="left", baseline="middle", dx=10, fontSize=12, **look)
    return text.encode(x, y, text="text:N")


def _tips(ways: pd.DataFrame, shape: str, height: float) -> alt.Chart:
    x = alt.X("x2:Q", scale=alt.Scale(domain=[0, 100]), axis=None)
    moved: dict[str, Any] = {"yOffset": -4} if shape == "triangle-down" else {"xOffset": -4}
    tips: alt.Chart = alt.Chart(ways[ways["tip"] == shape]).mark_point(
        shape=shape, size=60, filled=True, opacity=1, color=AXIS, **moved
    )
    return tips.encode(x, _down("y2", height))


def _down(field: str, height: float) -> alt.Y:
    """The axis of pixels from the top."""
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
