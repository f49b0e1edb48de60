"""The univariable screen: each clinical variable, and the rad-score, alone."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from core.signature_study import Study
from core.values import Term
from pages.shared.odds import p_text, ratio_text
from pages.shared.widgets import Cell, show_name, show_table
from pages.shared.words import say
from pages.signature.looks import event_of
from pages.signature.models import variable_name
from pages.signature.subject import Subject


def show_alone(subject: Subject, study: Study) -> None:
    """Each variable alone, as the screen sees it."""
    show_name(say("signature.alone"), say("signature.alone_note", event=event_of(subject.cohort)))
    names = ("odds_ratio", "wald", "alone_p", "alone_n")
    head: list[Cell] = [say("signature.variable"), *((say(f"signature.{name}"), "number") for name in names)]
    show_table(head, [_alone(row) for _, row in study.alone.iterrows()], "", {})


def _alone(row: pd.Series[Any]) -> list[Cell]:
    term = Term(row["term"], reference=row["reference"], level=row["level"])
    if math.isnan(row["odds_ratio"]):
        texts = [say("signature.not_estimable"), "–", "–", str(row["n"])]
    else:
        span = f"{ratio_text(row['ci_low'])}–{ratio_text(row['ci_high'])}"
        texts = [ratio_text(row["odds_ratio"]), span, p_text(row["p_variable"]), str(row["n"])]
    return [variable_name(term), *((text, "number") for text in texts)]
