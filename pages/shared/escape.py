"""Foreign text where Streamlit reads Markdown: notices, labels, options. One function makes it plain.

A file may be called ``![](http://host/x)``. Shown as Markdown it would make the browser of whoever sees it call that
host.
"""

from __future__ import annotations

import re

SIGNS = re.compile(r"[\\`*_{}\[\]<>#$~|:@]|(?<=www)\.")
"""What begins an image, a link, an address that links itself, a formula, a colour, an icon or HTML."""

LIST = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What at the start of a text begins a list or a heading."""

HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
"""Control characters, and those that turn the direction of writing or have no width."""


def plain(text: object) -> str:
    """The text with every sign escaped that Markdown would read, in one line, without hidden characters."""
    visible = HIDDEN.sub(" ", str(text)).strip()
    escaped = SIGNS.sub(lambda sign: f"\\{sign[0]}", visible)
    begins = LIST.match(escaped)
    if begins is None:
        return escaped
    head = begins[0] if begins[0].isdigit() else ""
    return f"{head}\\{escaped[len(head) :]}"
