"""The clinical table of 122 simulated patients, and which of them respond.

The event is non-response (stable or progressive disease by mRECIST): 54 of 122, 43 of 97 in training and 11 of 25 in
validation, the numbers of Dong et al. (Chin J Magn Reson Imaging 2024;15(12):124). Diameter and enhancement act on it
with the published odds ratios; the other columns follow ranges usual for unresectable HCC. Everything is drawn from one
seed that was not chosen by its result.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

SEED = 20241215
EVENT = "non-response"
POOL = 20_000
COUNTS = {("training", True): 43, ("training", False): 54, ("validation", True): 11, ("validation", False): 14}
SPREAD = {"alt_u_l": 0.5, "ast_u_l": 0.45, "ggt_u_l": 0.7, "nlr": 0.5}
DRUGS = {"lenvatinib": 0.52, "sorafenib": 0.19, "apatinib": 0.18, "donafenib": 0.11}
RATES = {  # share among (responders, non-responders)
    "hbv": (0.82, 0.82),
    "cirrhosis": (0.75, 0.75),
    "multiple": (0.50, 0.63),
    "pvtt": (0.24, 0.41),
    "extrahepatic": (0.10, 0.20),
    "capsule_complete": (0.56, 0.37),
    "margin_irregular": (0.46, 0.63),
    "necrosis": (0.42, 0.57),
    "washout": (0.76, 0.76),
}


def simulate_clinical(seed: int = SEED) -> pd.DataFrame:
    """The clinical table.

    Returns
    -------
    (122, n_columns), index ``case_id``; besides the clinical columns ``event`` (bool, non-response), ``is_training``
    (bool) and ``texture`` (the patient's latent fine-texture score, used by the phantom only).
    """
    rng = np.random.default_rng(seed)
    table = _draw_outcomes(rng)
    event = table["event"].to_numpy()
    table["texture"] = rng.normal(np.where(event, 0.6, -0.6), 1.0)
    _add_laboratory(table, event, rng)
    for name, (responders, others) in RATES.items():
        table[name] = rng.random(len(table)) < np.where(event, others, responders)
    _add_treatment(table, rng)
    table["mrecist"] = _draw_mrecist(event, rng)
    table = table.sample(frac=1.0, random_state=seed).reset_index(drop=True)
    table.index = pd.Index([f"DEMO-{n:03d}" for n in range(1, len(table) + 1)], name="case_id")
    return table


def _draw_outcomes(rng: np.random.Generator) -> pd.DataFrame:
    """Diameter, enhancement and outcome of a large pool, then as many of each class as the paper has."""
    normal = rng.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], size=POOL)
    shape = (7.5 / 4.0) ** 2
    diameter = stats.gamma.ppf(stats.norm.cdf(normal[:, 0]), shape, scale=7.5 / shape).clip(2.0, 19.5)
    atypical = normal[:, 1] > stats.norm.ppf(0.75)
    risk = 1 / (1 + np.exp(2.765 - 0.2708 * diameter - 2.2478 * atypical))
    event = rng.random(POOL) < risk
    rows: list[int] = []
    training: list[bool] = []
    taken = {True: 0, False: 0}
    for (side, outcome), count in COUNTS.items():
        members = np.flatnonzero(event == outcome)[taken[outcome] : taken[outcome] + count]
        taken[outcome] += count
        rows.extend(members)
        training.extend([side == "training"] * count)
    return pd.DataFrame(
        {
            "diameter_cm": diameter[rows].round(1),
            "enhancement": np.where(atypical[rows], "atypical", "typical"),
            "event": event[rows],
            "is_training": training,
        }
    )


def _add_laboratory(table: pd.DataFrame, event: np.ndarray, rng: np.random.Generator) -> None:
    n = len(table)

    def pick(others: float, responders: float) -> np.ndarray:
        return np.where(event, others, responders)

    table["age_years"] = rng.normal(57, 10, n).clip(28, 82).round().astype(int)
    table["sex"] = np.where(rng.random(n) < 0.84, "male", "female")
    table["child_pugh"] = np.where(rng.random(n) < pick(0.24, 0.14), "B", "A")
    table["ecog"] = (rng.random(n) < pick(0.52, 0.42)).astype(int)
    table["albumin_g_l"] = rng.normal(pick(37.4, 38.6), 4.6).clip(22, 52).round(1)
    table["bilirubin_umol_l"] = rng.lognormal(np.log(pick(17.9, 16.5)), 0.45).round(1)
    table["afp_ng_ml"] = rng.lognormal(np.log(pick(330.0, 134.0)), 2.6).clip(0.8, 2e5).round(1)
    medians = {"alt_u_l": (38.0, 38.0), "ast_u_l": (53.0, 47.0), "ggt_u_l": (128.0, 110.0), "nlr": (3.1, 2.8)}
    for name, (others, responders) in medians.items():
        table[name] = rng.lognormal(np.log(pick(others, responders)), SPREAD[name]).round(1)
    table["platelets_1e9_l"] = rng.normal(152, 72, n).clip(25, 480).round()
    table["pt_s"] = rng.normal(12.7, 1.1, n).clip(10, 18).round(1)


def _add_treatment(table: pd.DataFrame, rng: np.random.Generator) -> None:
    n = len(table)
    table["drug"] = rng.choice(list(DRUGS), size=n, p=list(DRUGS.values()))
    table["tace_sessions"] = rng.choice([1, 2, 3, 4], size=n, p=[0.3, 0.4, 0.2, 0.1])
    table["mri_days_before"] = rng.integers(1, 15, n)


def _draw_mrecist(event: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """CR 14 and PR 54 among responders, SD 34 and PD 20 among the others."""
    category = np.empty(len(event), dtype=object)
    category[event] = rng.permutation(["SD"] * 34 + ["PD"] * 20)
    category[~event] = rng.permutation(["CR"] * 14 + ["PR"] * 54)
    return category
