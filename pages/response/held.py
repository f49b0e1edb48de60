"""The readings this session judges: its own, or before any those of simulated readers."""

from __future__ import annotations

import pandas as pd

from core.clinical.simulated import simulate_readings
from pages.shared import state
from pages.shared.evidence import original
from pages.shared.words import say


def held_readings() -> pd.DataFrame | None:
    """What is to be judged; nothing where the cohort is the team's own and no reading was entered."""
    own = state.READINGS.value()
    if own is not None:
        return own if len(own) else None
    return simulated_readings() if original().simulated else None


def simulated_readings() -> pd.DataFrame:
    """Three simulated readers of the demonstration cohort."""
    readers = tuple(say("response.simulated_reader", n=n) for n in (1, 2, 3))
    categories = original().cohort.clinical["mrecist"]
    table: pd.DataFrame = state.keep_once("simulated", readers, lambda: simulate_readings(categories, readers))
    return table


def keep_readings(table: pd.DataFrame) -> None:
    """Judge these from now on; what rests on others goes."""
    state.READINGS.keep(table)
    state.ADJUDICATED.forget()
    state.LABEL.forget()


def forget_readings() -> None:
    """Return to the simulated readers, or to none."""
    state.READINGS.forget()
    state.ADJUDICATED.forget()
    state.LABEL.forget()
