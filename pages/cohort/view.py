"""Who was predicted well, and where were the models most wrong?"""

from __future__ import annotations

import streamlit as st

from pages.cohort.filters import choose_filters
from pages.cohort.own import choose_cohort
from pages.cohort.rows import select_rows
from pages.cohort.table import choose_patient
from pages.shared.evidence import brier, patients, reviewed, roc_curves, sizes, splits
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head, show_note, show_tiles
from pages.shared.words import say

head = st.container()
choose_cohort()
with head:
    show_head("cohort", [reviewed_chip(), (say("event.meaning"), "")])

with explain_errors():
    wanted = choose_filters()
    rows, everyone = select_rows(wanted), patients(wanted.split)
    judged = wanted.split if wanted.split in splits() else splits()[0]
    curve, of = roc_curves(judged)[wanted.model], say(f"split.{judged}")
    interval = say("cohort.auc_detail", low=curve.ci_low, high=curve.ci_high, split=of, **sizes(judged))
    score = brier(judged, wanted.model)

    show_tiles(
        [
            (say("cohort.shown"), f"{len(rows)} / {len(everyone)}", say(f"split.{wanted.split}")),
            (say("event.plural"), f"{rows['event'].sum()} / {len(rows)}", say("cohort.of_shown")),
            (say("cohort.auc", model=say(f"model.{wanted.model}")), f"{curve.auc:.3f}", interval),
            (say("cohort.brier"), f"{score:.3f}", say("cohort.brier_detail", split=of, **sizes(judged))),
        ],
        at_least="13rem",
    )
    show_note(say("cohort.hint" if reviewed().simulated else "cohort.own_hint"))
    opened = choose_patient(rows, wanted.model) if len(rows) else st.info(say("cohort.empty"))
    show_note(say("split.training_note" if reviewed().simulated else "cohort.own_training"))
    if isinstance(opened, str) and opened and reviewed().simulated:
        st.switch_page("pages/case/view.py", query_params={"case": opened})
