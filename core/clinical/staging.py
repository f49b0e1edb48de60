"""Stages and treatment scores of hepatocellular carcinoma: BCLC, CNLC, HAP, six-and-twelve, up-to-seven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.clinical.scores import require_positive
from core.errors import ClinicalError

GRADES = ("A", "B", "C")


@dataclass(frozen=True)
class Tumour:
    """What stages ask of a patient.

    Parameters
    ----------
    nodules : 1 or more
    largest_cm : diameter of the largest nodule, cm
    vascular_invasion, extrahepatic : macrovascular invasion, spread outside the liver
    performance : ECOG performance status, 0–4
    child_pugh : ``"A"``, ``"B"`` or ``"C"``
    """

    nodules: int
    largest_cm: float
    vascular_invasion: bool
    extrahepatic: bool
    performance: int
    child_pugh: Literal["A", "B", "C"]

    def __post_init__(self) -> None:
        require_positive(self.largest_cm, "the largest diameter, cm")
        if self.nodules < 1 or self.performance not in range(5) or self.child_pugh not in GRADES:
            raise ClinicalError(
                "a stage needs at least one nodule, performance status 0 to 4 and Child-Pugh grade A, B or C, but "
                f"{self.nodules}, {self.performance} and {self.child_pugh} came: correct the entry"
            )

    @property
    def terminal(self) -> bool:
        """Whether liver or patient are past treatment of the tumour."""
        return self.performance >= 3 or self.child_pugh == "C"


def bclc(tumour: Tumour) -> str:
    """Barcelona stage ``"0"``, ``"A"``, ``"B"``, ``"C"`` or ``"D"``, for patients who cannot be transplanted.

    References
    ----------
    Reig M, et al. BCLC strategy for prognosis prediction and treatment recommendation: the 2022 update. J Hepatol
    2022;76:681-693. doi:10.1016/j.jhep.2021.11.018
    """
    if tumour.terminal:
        return "D"
    if tumour.vascular_invasion or tumour.extrahepatic or tumour.performance > 0:
        return "C"
    if tumour.nodules == 1:
        return "0" if tumour.largest_cm <= 2 else "A"
    return "A" if tumour.nodules <= 3 and tumour.largest_cm <= 3 else "B"


def cnlc(tumour: Tumour) -> str:
    """China liver cancer stage, ``"Ia"`` to ``"IV"``.

    References
    ----------
    Zhou J, et al. Guidelines for the diagnosis and treatment of primary liver cancer (2022 edition). Liver Cancer
    2023;12:405-444. doi:10.1159/000530495
    """
    if tumour.terminal:
        return "IV"
    if tumour.extrahepatic:
        return "IIIb"
    if tumour.vascular_invasion:
        return "IIIa"
    if tumour.nodules == 1:
        return "Ia" if tumour.largest_cm <= 5 else "Ib"
    if tumour.nodules >= 4:
        return "IIb"
    return "Ib" if tumour.largest_cm <= 3 else "IIa"


def hap(albumin_g_l: float, bilirubin_umol_l: float, afp_ng_ml: float, largest_cm: float) -> str:
    """Hepatoma arterial-embolisation prognostic score, ``"A"`` (best) to ``"D"``.

    Notes
    -----
    One point each for albumin < 36 g/L, bilirubin > 17 µmol/L, AFP > 400 ng/mL, diameter > 7 cm; A 0, B 1, C 2, D 3–4.

    References
    ----------
    Kadalayil L, et al. A simple prognostic scoring system for patients receiving transarterial embolisation for
    hepatocellular cancer. Ann Oncol 2013;24:2565-2570. doi:10.1093/annonc/mdt247
    """
    given = {"albumin, g/L": albumin_g_l, "bilirubin, µmol/L": bilirubin_umol_l, "the largest diameter, cm": largest_cm}
    for name, value in (given | {"AFP, ng/mL": afp_ng_ml}).items():
        require_positive(value, name)
    points = (albumin_g_l < 36) + (bilirubin_umol_l > 17) + (afp_ng_ml > 400) + (largest_cm > 7)
    return "ABCDD"[points]


def six_and_twelve(largest_cm: float, nodules: int) -> int:
    """Stratum 1 (diameter in cm plus number ≤ 6), 2 (≤ 12) or 3, for ideal candidates of TACE.

    References
    ----------
    Wang Q, et al. Development of a prognostic score for recommended TACE candidates with hepatocellular carcinoma: a
    multicentre observational study. J Hepatol 2019;70:893-903. doi:10.1016/j.jhep.2019.01.013
    """
    burden = _burden(largest_cm, nodules)
    return 1 if burden <= 6 else 2 if burden <= 12 else 3


def up_to_seven(largest_cm: float, nodules: int) -> bool:
    """Whether diameter in cm plus number of nodules is at most 7.

    References
    ----------
    Mazzaferro V, et al. Predicting survival after liver transplantation in patients with hepatocellular carcinoma
    beyond the Milan criteria. Lancet Oncol 2009;10:35-43. doi:10.1016/S1470-2045(08)70284-5
    """
    return _burden(largest_cm, nodules) <= 7


def _burden(largest_cm: float, nodules: int) -> float:
    require_positive(largest_cm, "the largest diameter, cm")
    require_positive(nodules, "the number of nodules")
    return largest_cm + nodules
