"""A chart as a file to print: as wide as a column or a page of a journal, and saying below what it is not."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache

import altair as alt
import vl_convert as vlc

from core.errors import SettingError
from core.figures.palette import FONT, MUTED

COLUMN_MM, PAGE_MM = 84, 174
"""Widths of one column and of a whole page."""
FORMATS = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}
"""Kind of file to its media type."""
PIXELS_PER_MM = 96 / 25.4
POINTS_PER_MM = 72 / 25.4
CHINESE = "列线图"
"""Characters that a font for Chinese has and no other."""
CAPTION_STYLE = {"orient": "bottom", "anchor": "start", "fontSize": 8, "fontWeight": "normal", "lineHeight": 11}
SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


def figure_file(
    chart: alt.LayerChart, kind: str, width_mm: float = COLUMN_MM, dpi: int = 300, caption: Sequence[str] = ()
) -> bytes:
    """A chart as the bytes of a file, white behind and exactly as wide as asked for; needs no browser.

    Parameters
    ----------
    kind : one of `FORMATS`
    width_mm : of the whole figure
    dpi : dots per inch of a PNG, written into it; the other kinds have no dots
    caption : small lines below the figure

    Raises
    ------
    SettingError
        There is no such kind of file.
    """
    if kind not in FORMATS:
        raise SettingError(
            f"a figure must be one of {', '.join(FORMATS)}, but {kind!r} was asked for: choose one of them"
        )
    drawn = _draw(chart, width_mm, caption)
    if kind == "svg":
        return _resize(drawn, width_mm, "mm").encode()
    in_points = _resize(drawn, width_mm * POINTS_PER_MM)
    return vlc.svg_to_pdf(in_points) if kind == "pdf" else vlc.svg_to_png(in_points, ppi=dpi)


def svg_text(chart: alt.LayerChart, width_mm: float = COLUMN_MM, caption: Sequence[str] = ()) -> str:
    """A chart as SVG, its words kept as words; parameters as in `figure_file`."""
    return figure_file(chart, "svg", width_mm, caption=caption).decode()


@cache
def has_font_for(characters: str = CHINESE) -> bool:
    """Whether this machine has a font for these characters: without one they are drawn alike, empty or as boxes."""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-family="{FONT}">'
    return len({vlc.svg_to_png(f"{start}{character}</text></svg>") for character in characters}) == len(characters)


def _draw(chart: alt.LayerChart, width_mm: float, caption: Sequence[str]) -> str:
    """SVG in pixels. One view is laid out within the width, its type in the size of the screen; more are not."""
    sized = chart.copy(deep=False)
    sized.background = "white"
    if isinstance(sized, alt.Chart | alt.LayerChart):
        sized.width = round(width_mm * PIXELS_PER_MM)
    if caption:
        sized.title = alt.TitleParams.from_dict({"text": list(caption), "color": MUTED, "font": FONT} | CAPTION_STYLE)
    made = io.StringIO()
    sized.save(made, format="svg")
    return made.getvalue()


def _resize(svg: str, width: float, unit: str = "") -> str:
    """Give the drawing this width and the height that goes with it; what is inside is scaled by its view box."""

    def fit(size: re.Match[str]) -> str:
        drawn_width, drawn_height = map(float, size.groups())
        return f'width="{width:.10g}{unit}" height="{width * drawn_height / drawn_width:.10g}{unit}"'

    return SIZE.sub(fit, svg, count=1)
