"""Which features make the signature, what do they say, and would they say it of shuffled outcomes too?"""

from __future__ import annotations

import streamlit as st

from core.signature_study import Chosen, Study
from pages.shared.notices import explain_errors
from pages.shared.widgets import show_head, simulated
from pages.shared.words import say
from pages.signature.alone import show_alone
from pages.signature.formula import show_coefficients, show_deviance, show_formula, show_path
from pages.signature.learning import learn_subject
from pages.signature.looks import event_of
from pages.signature.models import show_models, show_sample
from pages.signature.reviewer import show_reviewer
from pages.signature.save import show_downloads, show_save
from pages.signature.scores import show_numbers, show_violins, show_waterfall
from pages.signature.selection import show_correlation, show_funnel, show_reliability
from pages.signature.settings import choose_settings
from pages.signature.subject import Subject, choose_subject

subject: Subject | None = None
chosen: Chosen | None = None
study: Study | None = None

head = st.container()
with explain_errors():
    subject = choose_subject()
with head:
    event = [(say("signature.event", event=event_of(subject.cohort)), "")] if subject else []
    show_head("signature", [*([simulated()] if subject and subject.simulated else []), *event])

if subject is not None:
    with explain_errors():
        if choose_settings(subject):
            chosen, study = learn_subject(subject)

if subject is not None and chosen is not None:
    with explain_errors():
        if study is not None:
            show_numbers(subject, study)
        grid = st.grid(2, min_column_width=460)
        with grid.container(border=True, height="stretch", key="card_funnel"):
            show_funnel(subject, chosen.selection)
            show_reliability(chosen.selection)
        with grid.container(border=True, height="stretch", key="card_coefficients"):
            show_coefficients(subject, chosen.signature)
        with grid.container(border=True, height="stretch", key="card_path"):
            show_path(subject, chosen.selection)
        with grid.container(border=True, height="stretch", key="card_deviance"):
            show_deviance(subject, chosen.selection)
        if study is not None:
            with grid.container(border=True, height="stretch", key="card_waterfall"):
                show_waterfall(subject, study)
            with grid.container(border=True, height="stretch", key="card_violins"):
                show_violins(subject, study)

if subject is not None and study is not None:
    audit = None
    with st.container(border=True, key="card_reviewer"), explain_errors():
        audit = show_reviewer(subject, study)
    with st.container(border=True, key="card_models"), explain_errors():
        show_alone(subject, study)
        show_models(subject, study)
        show_sample(subject, study)

if subject is not None and chosen is not None:
    with explain_errors():
        with st.container(border=True, key="card_correlation"):
            show_correlation(subject, chosen.selection)
        with st.container(border=True, key="card_formula"):
            show_formula(chosen.signature)
            show_downloads(subject, chosen, study, audit if study is not None else None)
    if study is not None:
        with st.container(border=True, key="card_save"), explain_errors():
            show_save(subject, study)
