"""Whose signature is learnt, and from which image: the demonstration cohort's, or that of a team's own tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from core.cohort_study.stages import digest_of
from core.prediction.model_recipe import ModelRecipe
from core.signature.settings import SelectionSettings
from core.superres_card import excluded_features
from core.values import ARMS, Cohort, Term
from pages.shared.address import choose_one
from pages.shared.evidence import learning_cohort, prediction_set
from pages.shared.made import Key
from pages.shared.widgets import show_note
from pages.shared.words import say
from pages.signature.own import choose_table_cohort
from pages.signature.recipes import model_recipe, recipe

SOURCES = ("demo", "table")


@dataclass(frozen=True, eq=False)
class Subject:
    """A cohort to learn from.

    Parameters
    ----------
    key : tells it from every other cohort
    arm : whose features the signature is learnt from
    terms : clinical variables that may enter the models
    barred : features that may not be used, whatever the settings
    """

    key: str
    cohort: Cohort
    terms: tuple[Term, ...]
    arm: str
    barred: frozenset[str]
    simulated: bool

    @cached_property
    def choices(self) -> Key:
        """All that decides what is learnt here."""
        return (digest_of(self.key, self.arm, self.settings(), self.clinical()),)

    def clinical(self) -> ModelRecipe:
        """How the clinical model is learnt here."""
        return replace(model_recipe(), terms=self.terms)

    def settings(self) -> SelectionSettings:
        """How features are chosen here."""
        chosen = recipe()
        return replace(chosen, excluded=chosen.excluded | self.barred)


def choose_subject() -> Subject | None:
    """Draw the choice of cohort and image; None while no table is open."""
    with st.container(border=True, key="card_subject"):
        bar = st.grid(2, min_column_width=330)
        left, right = bar.container(), bar.container()
        with left:
            source = _choose("source", SOURCES, "signature.source_")
        intake = choose_table_cohort() if source == "table" else None
        if source == "table" and intake is None:
            return None
        cohort = learning_cohort() if intake is None else intake.cohort
        if not cohort.features:
            st.info(say("signature.no_features"))
            return None
        with right:
            arm = _choose("arm", [arm for arm in ARMS if arm in cohort.features], "arm.")
            barred = _choose_barred() if intake is None and arm == "super-resolved" else frozenset()
    terms = prediction_set().models["clinical"].terms if intake is None else intake.terms
    return Subject(digest_of(cohort), cohort, terms, arm, barred, intake is None)


def _choose(name: str, options: Sequence[str], names: str) -> str:
    return choose_one(name, options, f"signature.{name}", names, f"signature_{name}")


def _choose_barred() -> frozenset[str]:
    """Features of the super-resolved image that its network brings no closer to the truth, unless they are wanted."""
    untrusted = excluded_features(prediction_set().network)
    if not untrusted:
        return untrusted
    if st.toggle(say("signature.trusted", n=len(untrusted)), value=True, help=say("signature.trusted_help"), key="bar"):
        return untrusted
    show_note(say("signature.untrusted"))
    return frozenset()
