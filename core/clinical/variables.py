"""What an odds ratio compares: for every clinical variable its unit or levels, and which way it is expected to point.

An odds ratio without its reference level and its event says nothing. Definitions in words stand with the phrases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Direction = Literal["non-response", "response", "open"]


@dataclass(frozen=True)
class Variable:
    """How a variable is coded.

    Parameters
    ----------
    name : column of the cohort
    unit : of which an odds ratio is per one more; empty for levels
    reference, level : the level coded 0 and the level coded 1; empty for a number
    speaks_for : what a higher value is expected to go with; ``"open"`` where the literature is divided
    """

    name: str
    unit: str = ""
    reference: str = ""
    level: str = ""
    speaks_for: Direction = "open"


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("diameter_cm", unit="cm", speaks_for="non-response"),
        Variable("enhancement", reference="typical", level="atypical", speaks_for="non-response"),
        Variable("rad_score", unit="logit", speaks_for="non-response"),
        Variable("afp_ng_ml", unit="ng/mL", speaks_for="non-response"),
        Variable("albumin_g_l", unit="g/L", speaks_for="response"),
        Variable("bilirubin_umol_l", unit="µmol/L", speaks_for="non-response"),
        Variable("child_pugh", reference="A", level="B", speaks_for="non-response"),
        Variable("ecog", reference="0", level="1", speaks_for="non-response"),
        Variable("multiple", reference="no", level="yes", speaks_for="non-response"),
        Variable("pvtt", reference="no", level="yes", speaks_for="non-response"),
        Variable("extrahepatic", reference="no", level="yes", speaks_for="non-response"),
        Variable("capsule_complete", reference="no", level="yes", speaks_for="response"),
        Variable("margin_irregular", reference="no", level="yes", speaks_for="non-response"),
        Variable("age_years", unit="years"),
        Variable("sex", reference="female", level="male"),
    )
}
"""Size, number, vascular invasion and AFP lower the odds of response to TACE with targeted drugs (Front Immunol 2023, a
nomogram of early response to triple therapy); enhancement is coded so that it points the same way."""


def invert_odds_ratios(table: pd.DataFrame) -> pd.DataFrame:
    """Odds ratios of the opposite event: each and its interval turned round; p-values stay.

    Parameters
    ----------
    table : (n_terms, …), columns odds_ratio, ci_low and ci_high

    Notes
    -----
    The odds of no event are one over the odds of the event, so 1.311 (1.112–1.547) becomes 0.763 (0.646–0.899).

    References
    ----------
    Dong YN, et al. Chin J Magn Reson Imaging 2024;15(12):124-130. doi:10.12015/issn.1674-8034.2024.12.018 (example).
    """
    ends = {"odds_ratio": "odds_ratio", "ci_low": "ci_high", "ci_high": "ci_low"}
    return table.assign(**{name: 1 / table[source] for name, source in ends.items()})
