"""One variable at a time, then those that pass together: the usual way to a clinical model.

Choosing by p-value makes the chosen look stronger than they are: screen on training rows alone, inside every fold.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.errors import FitError
from core.prediction.coding import design_matrix, group_terms, require_same_cases
from core.prediction.logistic import fit_logistic
from core.prediction.missing import complete_rows
from core.prediction.odds import odds_ratios
from core.values import Term

NOT_ESTIMABLE = "not estimable"
COLUMNS = (
    *("term", "level", "reference", "coefficient", "standard_error", "odds_ratio", "ci_low", "ci_high", "p_value"),
    *("p_variable", "method", "n", "event"),
)


def univariable_screen(
    table: pd.DataFrame, outcome: pd.Series[bool], terms: Sequence[Term], event: str
) -> pd.DataFrame:
    """Odds ratios of each variable alone, on the rows that have it.

    Parameters
    ----------
    table : (n_cases, n_columns), index ``case_id``; cells may be missing
    outcome : (n_cases,), bool, same index
    terms : all terms of a categorical variable together
    event : what the odds are the odds of

    Returns
    -------
    (n_terms, 13), `COLUMNS`: those of `odds_ratios` (p_value is Wald's, of the level), p_variable (likelihood ratio, of
    the whole variable), n (rows used) and event; a variable without an estimate has method `NOT_ESTIMABLE`, no numbers

    Raises
    ------
    ClinicalError
        A column is absent, or a value is impossible.
    CohortError
        Table and outcome list different cases.
    FitError
        One outcome only.

    References
    ----------
    Hosmer DW, Lemeshow S, Sturdivant RX (2013). Applied Logistic Regression, 3rd edition, chapter 4. Wiley.
    doi:10.1002/9781118548387. Checked against R 4.2.2 `glm` and `anova`, tests/references/odds.json.
    """
    require_same_cases(table, outcome)
    if outcome.all() or not outcome.any():
        raise FitError("cases with and without the event are needed, but one kind is absent: add cases of it")
    found = [_screen(table, outcome, own, event) for own in group_terms(terms).values()]
    return pd.concat(found, ignore_index=True)[list(COLUMNS)]


def screen_terms(
    table: pd.DataFrame,
    outcome: pd.Series[bool],
    terms: Sequence[Term],
    event: str,
    p_value: float = 0.05,
    at_least: int = 0,
) -> tuple[Term, ...]:
    """Terms of the variables whose likelihood-ratio p-value alone lies below `p_value`.

    Parameters
    ----------
    table, outcome, terms, event : as in `univariable_screen`, training rows only
    p_value : 0–1
    at_least : the variables of the smallest p-values pass in any case, so many
    """
    found = univariable_screen(table, outcome, terms, event)
    strongest = found.groupby("term", sort=False)["p_variable"].first().sort_values(kind="stable")
    passed = {*strongest.index[strongest < p_value], *strongest.index[:at_least]}
    return tuple(term for term in terms if term.name in passed)


def _screen(table: pd.DataFrame, outcome: pd.Series[bool], terms: tuple[Term, ...], event: str) -> pd.DataFrame:
    from core.prediction.profile import likelihood_ratio_p_value

    name = terms[0].name
    known = complete_rows(table, terms)
    rows, happened = table[known], outcome[known]
    try:
        model = fit_logistic(rows, happened, terms, event, name)
    except FitError:
        found = pd.DataFrame([(t.name, t.level, t.reference) for t in terms], columns=["term", "level", "reference"])
        return found.reindex(columns=COLUMNS).assign(method=NOT_ESTIMABLE, n=len(rows), event=event)
    design = design_matrix(rows, terms)
    whole = likelihood_ratio_p_value(design, np.asarray(happened), model.method, range(1, design.shape[1]))
    return odds_ratios(model).assign(p_variable=whole, n=len(rows), event=event)
