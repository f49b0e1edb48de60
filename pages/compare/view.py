"""Which model tells responders from non-responders best, and is the difference more than chance?"""

from __future__ import annotations

import streamlit as st

from pages.compare.calibration import show_calibration
from pages.compare.pairs import show_pairs
from pages.compare.published import show_published
from pages.compare.rates import show_rates
from pages.compare.reclassification import show_reclassification
from pages.compare.roc import show_discrimination
from pages.shared.evidence import splits
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head
from pages.shared.words import say

show_head("compare", [reviewed_chip(), (say("event.meaning"), "")])

known: tuple[str, ...] = ()
with explain_errors():
    known = splits()

if known:
    show_discrimination()

    split = st.segmented_control(
        say("compare.below"),
        known,
        default=known[0],
        required=True,
        format_func=lambda name: say(f"split.{name}"),
        key="compare_split",
        persist_state="session",
    )
    show_pairs(split)
    show_rates(split)
    show_calibration(split)
    show_reclassification(split)
    show_published()
