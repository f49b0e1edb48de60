"""What do you want to know?"""

from __future__ import annotations

import streamlit as st

from pages.shared.evidence import models, patients, reviewed, roc_curves, sizes, splits
from pages.shared.first_run import show_first_run
from pages.shared.notices import explain_errors
from pages.shared.widgets import reviewed_chip, show_head, show_name, show_tiles
from pages.shared.words import say
from pages.start.doors import show_doors
from pages.start.forest import show_forest

show_head("start", [reviewed_chip(), (say("event.meaning"), "")], say("start.about"))

show_doors()
show_first_run()

with explain_errors():
    everyone, curves = patients("all"), roc_curves(splits()[0])
    training, held_out = len(patients("training")), len(patients("validation"))
    judged = sizes(splits()[0])
    split = say("start.patients_detail", training=training, validation=held_out)
    share = say("start.events_detail", share=everyone.prevalence)
    tiles = [
        (say("start.patients"), f"{len(everyone)}", split),
        (say("event.plural"), f"{everyone.outcome.sum()} / {len(everyone)}", share),
    ]
    for model in reversed(models()[-2:]):
        interval = {"low": curves[model].ci_low, "high": curves[model].ci_high}
        name = say("start.auc_of", model=say(f"model.{model}"))
        tiles.append((name, f"{curves[model].auc:.3f}", say("start.auc_detail", **interval)))

    own = "" if reviewed().simulated else "own_"
    show_name(say(f"start.{own}state"), say(f"start.{own}state_note", **judged))
    panel = st.grid(2, min_column_width=460)
    with panel.cell():
        show_tiles(tiles, at_least="13rem")
    with panel.cell():
        show_forest(curves, say("start.forest"), say("start.forest_note", **judged))
