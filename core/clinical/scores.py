"""Liver function as the clinic grades it: ALBI, modified ALBI and Child-Pugh; and AFP on the scale models use.

Values come in the units the arguments name; `core.clinical.units` converts from what a column declares.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core.errors import ClinicalError

Ascites = Literal["none", "mild", "moderate-severe"]
Encephalopathy = Literal["none", "I-II", "III-IV"]
ASCITES: tuple[Ascites, ...] = ("none", "mild", "moderate-severe")
ENCEPHALOPATHY: tuple[Encephalopathy, ...] = ("none", "I-II", "III-IV")


@dataclass(frozen=True)
class Albi:
    """Albumin-bilirubin score.

    Parameters
    ----------
    value : dimensionless; lower is better
    grade : 1, 2 or 3
    modified_grade : ``"1"``, ``"2a"``, ``"2b"`` or ``"3"``
    """

    value: float
    grade: int
    modified_grade: str


@dataclass(frozen=True)
class ChildPugh:
    """Child-Pugh class: 5–15 points, grade ``"A"``, ``"B"`` or ``"C"``."""

    points: int
    grade: str


def albi(bilirubin_umol_l: float, albumin_g_l: float) -> Albi:
    """Grade liver function from bilirubin and albumin.

    Raises
    ------
    ClinicalError
        A value is missing, zero or negative.

    Notes
    -----
    0.66 · log₁₀(bilirubin) − 0.085 · albumin; grade 1 up to −2.60, grade 2 up to −1.39; modified, 2a up to −2.27. For
    albumin 35 g/L and bilirubin 20.52 µmol/L (1.2 mg/dL) this is 0.866 − 2.975 = −2.109; calculators in use print −2.35
    and −2.10 for the same patient, which the formula does not give.

    References
    ----------
    Johnson PJ, et al. Assessment of liver function in patients with hepatocellular carcinoma: a new evidence-based
    approach - the ALBI grade. J Clin Oncol 2015;33:550-558. doi:10.1200/JCO.2014.57.9151
    Hiraoka A, et al. Validation and potential of albumin-bilirubin grade and prognostication in a nationwide survey of
    46,681 hepatocellular carcinoma patients in Japan. Liver Cancer 2017;6:325-336. doi:10.1159/000479984

    Examples
    --------
    >>> result = albi(bilirubin_umol_l=20.52, albumin_g_l=35)
    >>> round(result.value, 3), result.grade, result.modified_grade
    (-2.109, 2, '2b')
    """
    require_positive(bilirubin_umol_l, "bilirubin, µmol/L")
    require_positive(albumin_g_l, "albumin, g/L")
    value = 0.66 * math.log10(bilirubin_umol_l) - 0.085 * albumin_g_l
    modified = "1" if value <= -2.60 else "2a" if value <= -2.27 else "2b" if value <= -1.39 else "3"
    return Albi(value, int(modified[0]), modified)


def child_pugh(
    bilirubin_umol_l: float,
    albumin_g_l: float,
    ascites: Ascites,
    encephalopathy: Encephalopathy,
    inr: float | None = None,
    prolonged_s: float | None = None,
) -> ChildPugh:
    """Grade liver function from five signs; clotting by INR, or by seconds of prolonged prothrombin time.

    Parameters
    ----------
    bilirubin_umol_l, albumin_g_l : µmol/L and g/L
    ascites, encephalopathy : as graded
    inr, prolonged_s : one of them; where both are known the INR counts

    Raises
    ------
    ClinicalError
        A value is missing, negative, or none of the grades.

    Notes
    -----
    One, two or three points each: bilirubin < 34, 34–51, > 51 µmol/L; albumin > 35, 28–35, < 28 g/L; INR < 1.7,
    1.7–2.3, > 2.3, or < 4, 4–6, > 6 s; ascites and encephalopathy by grade. A 5–6, B 7–9, C 10–15 points.

    References
    ----------
    Pugh RNH, et al. Transection of the oesophagus for bleeding oesophageal varices. Br J Surg 1973;60:646-649.
    doi:10.1002/bjs.1800600817

    Examples
    --------
    >>> child_pugh(20, 36, "none", "none", inr=1.1)
    ChildPugh(points=5, grade='A')
    """
    require_positive(bilirubin_umol_l, "bilirubin, µmol/L")
    require_positive(albumin_g_l, "albumin, g/L")
    points = _points(bilirubin_umol_l, 34, 51) + 4 - _points(albumin_g_l, 28, 35)
    points += _clotting(inr, prolonged_s)
    points += _grade(ascites, ASCITES, "ascites") + _grade(encephalopathy, ENCEPHALOPATHY, "encephalopathy")
    return ChildPugh(points, "A" if points <= 6 else "B" if points <= 9 else "C")


def log_afp(afp_ng_ml: float) -> float:
    """AFP on a decimal logarithm, as models use it: its distribution is lognormal over five decades.

    Raises
    ------
    ClinicalError
        The value is missing, zero or negative.
    """
    require_positive(afp_ng_ml, "AFP, ng/mL")
    return math.log10(afp_ng_ml)


def require_positive(value: float, name: str) -> None:
    """Raise `ClinicalError` unless a laboratory value is a number above 0."""
    if not (math.isfinite(value) and value > 0):
        raise ClinicalError(f"{name} must be a number above 0, but {value:g} came: complete the value")


def _points(value: float, low: float, high: float) -> int:
    """1 below `low`, 3 above `high`, 2 from one to the other."""
    return 1 if value < low else 3 if value > high else 2


def _clotting(inr: float | None, prolonged_s: float | None) -> int:
    if inr is not None:
        require_positive(inr, "INR")
        return _points(inr, 1.7, 2.3)
    if prolonged_s is None or not (math.isfinite(prolonged_s) and prolonged_s >= 0):
        raise ClinicalError("Child-Pugh needs the INR or the prolonged prothrombin time, but neither came: add one")
    return _points(prolonged_s, 4, 6)


def _grade(value: str, grades: tuple[str, ...], name: str) -> int:
    if value not in grades:
        raise ClinicalError(f"{name} is one of {', '.join(grades)}, but {value!r} came: choose one of them")
    return 1 + grades.index(value)
