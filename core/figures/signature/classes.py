"""The colour of a feature: that of its class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import altair as alt

from core.features.names import parse_name
from core.figures.palette import CLASS_COLOURS, OTHER_CLASS

OTHER = "other"


def class_of(feature: str) -> str:
    """Class of a feature, one of `CLASS_COLOURS`; `OTHER` when its name does not tell.

    Examples
    --------
    >>> class_of("wavelet-LLH_glcm_Contrast"), class_of("SER_mean")
    ('glcm', 'other')
    """
    try:
        found = parse_name(feature).feature_class
    except ValueError:
        return OTHER
    return found if found in CLASS_COLOURS else OTHER


def class_colour(present: Iterable[str], classes: Mapping[str, str], symbol: Literal["square", "stroke"]) -> alt.Color:
    """Colour by the field ``class``, whose values are names on screen.

    Parameters
    ----------
    present : classes drawn
    classes : class to its name on screen
    symbol : in the legend
    """
    drawn = set(present)
    shown = [name for name in (*CLASS_COLOURS, OTHER) if name in drawn]
    return alt.Color(
        "class:N",
        scale=alt.Scale(
            domain=[classes[name] for name in shown], range=[CLASS_COLOURS.get(n, OTHER_CLASS) for n in shown]
        ),
        legend=alt.Legend(orient="bottom", symbolType=symbol, symbolSize=70 if symbol == "square" else 220, columns=3),
    )
