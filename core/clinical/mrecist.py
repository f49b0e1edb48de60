"""Response of target lesions and of the patient at one visit, by mRECIST, RECIST 1.1 or EASL.

A lesion's size is measured elsewhere; what a reader calls non-target response or a new lesion is taken as said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from core.errors import ClinicalError

Sizes = npt.NDArray[np.float64]
Categories = npt.NDArray[np.object_]

SLACK = 1e-9
"""Share by which a sum may miss a limit and still meet it: rounding of floating sums, never a difference on a ruler.

Sums of diameters read to 0.01 mm differ from 70 % or 120 % of another such sum by nothing or by 0.001 mm and more,
which is above this share of any sum below 10⁶ mm; the error of adding five numbers is near 10⁻¹⁵ of the sum.
"""


class Response(StrEnum):
    """Complete or partial response, stable or progressive disease, not evaluable."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"


class NonTarget(StrEnum):
    """What became of the lesions that are not measured; `PERSISTS` is incomplete response or stable disease."""

    NONE = "none"
    CR = "CR"
    PERSISTS = "IR/SD"
    PD = "PD"
    NE = "NE"


@dataclass(frozen=True)
class Criteria:
    """Limits of one set of criteria.

    Parameters
    ----------
    name : as printed
    fall : per cent of the baseline sum whose loss is a partial response
    rise : per cent of the smallest sum whose gain is progression
    least_rise : gain without which there is no progression, mm (RECIST 1.1: 5)
    """

    name: str
    fall: int
    rise: int
    least_rise: float = 0.0


MRECIST = Criteria("mRECIST", 30, 20)
RECIST = Criteria("RECIST 1.1", 30, 20, least_rise=5.0)
EASL = Criteria("EASL", 50, 25)
CRITERIA = {criteria.name: criteria for criteria in (MRECIST, RECIST, EASL)}


def classify_target(
    baseline_mm: float, current_mm: float, nadir_mm: float | None = None, criteria: Criteria = MRECIST
) -> Response:
    """Response of the target lesions at one visit; see `classify_targets`.

    Parameters
    ----------
    baseline_mm, current_mm : sum of viable diameters, mm; for EASL sum of viable areas, mm²
    nadir_mm : smallest sum since treatment began; the baseline counts too, so it is used where it is smaller or alone

    Examples
    --------
    >>> classify_target(100.0, 70.0).value, classify_target(100.0, 84.0, nadir_mm=70.0).value
    ('PR', 'PD')
    """
    nadir = baseline_mm if nadir_mm is None else min(nadir_mm, baseline_mm)
    baseline, current, smallest = np.array([[baseline_mm], [current_mm], [nadir]], np.float64)
    return Response(classify_targets(baseline, current, smallest, criteria)[0])


def classify_targets(baseline: Sizes, current: Sizes, nadir: Sizes, criteria: Criteria = MRECIST) -> Categories:
    """Responses of target lesions, element by element.

    Parameters
    ----------
    baseline, current, nadir : (n,), sums in mm (EASL: mm²); NaN where not measured; `nadir` includes the baseline

    Returns
    -------
    (n,), values of `Response`

    Raises
    ------
    ClinicalError
        A size is negative or infinite.

    Notes
    -----
    CR: the sum is 0. PD: current ≥ (1 + rise) · nadir and current − nadir ≥ least rise. PR: current ≤ (1 − fall) ·
    baseline. SD otherwise. NE: baseline 0 or a sum unknown. What reappears after a sum of 0 is progression under all
    three. A limit belongs to the category it bounds: −30.0 % is PR and +20.0 % is PD, on unrounded numbers (`SLACK`).
    EASL also calls the rise of a single lesion progression; here the sum decides.

    References
    ----------
    Lencioni R, Llovet JM. Modified RECIST (mRECIST) assessment for hepatocellular carcinoma. Semin Liver Dis
    2010;30:52-60. doi:10.1055/s-0030-1247132
    Eisenhauer EA, et al. New response evaluation criteria in solid tumours: revised RECIST guideline (version 1.1).
    Eur J Cancer 2009;45:228-247. doi:10.1016/j.ejca.2008.10.026
    Bruix J, et al. Clinical management of hepatocellular carcinoma: conclusions of the Barcelona-2000 EASL conference.
    J Hepatol 2001;35:421-430. doi:10.1016/S0168-8278(01)00130-1 (limits of 50 % and 25 % of the viable area).
    Schwartz LH, et al. RECIST 1.1: update and clarification. Eur J Cancer 2016;62:132-137.
    doi:10.1016/j.ejca.2016.03.081 (what reappears after complete response).
    """
    _require_sizes(baseline, current, nadir)
    meets = 100 * current <= (100 - criteria.fall) * baseline * (1 + SLACK)
    grows = 100 * current >= (100 + criteria.rise) * nadir * (1 - SLACK)
    grows &= (current - nadir >= criteria.least_rise * (1 - SLACK)) | (nadir == 0)
    unknown = np.isnan(baseline) | np.isnan(current) | (baseline == 0)
    found = np.select([unknown, current == 0, grows, meets], ["NE", "CR", "PD", "PR"], "SD")
    return found.astype(object)


def classify_overall(target: Response | str, non_target: NonTarget | str, new_lesion: bool) -> Response:
    """Response of the patient at one visit; see `classify_overalls`.

    Examples
    --------
    >>> classify_overall("CR", "IR/SD", new_lesion=False).value
    'PR'
    """
    measured, others = np.array([[target], [non_target]], object)
    return Response(classify_overalls(measured, others, np.array([new_lesion]))[0])


def classify_overalls(target: Categories, non_target: Categories, new_lesion: npt.NDArray[np.bool_]) -> Categories:
    """Responses of patients, element by element, each (n,).

    Raises
    ------
    ClinicalError
        A category is none of `Response` or `NonTarget`.

    Notes
    -----
    PD of targets, PD of non-targets or a new lesion is PD. Else unknown targets are NE. CR needs that the other lesions
    vanished too, or that there were none; with others that persist or were not looked at it is PR. PR and SD stay.

    References
    ----------
    Lencioni R, Llovet JM. Semin Liver Dis 2010;30:52-60. doi:10.1055/s-0030-1247132 (table of overall responses).
    Eisenhauer EA, et al. Eur J Cancer 2009;45:228-247. doi:10.1016/j.ejca.2008.10.026 (what was not evaluated).
    """
    _require_known(target, Response, "target response")
    _require_known(non_target, NonTarget, "non-target response")
    progress = (target == "PD") | (non_target == "PD") | new_lesion
    others_gone = (non_target == "CR") | (non_target == "none")
    found = np.where((target == "CR") & ~others_gone, "PR", target)
    return np.asarray(np.where(progress, "PD", found), object)


def _require_sizes(*columns: Sizes) -> None:
    sizes = np.concatenate(columns)
    bad = sizes[(sizes < 0) | np.isinf(sizes)]
    if bad.size:
        raise ClinicalError(f"a lesion size must be 0 or more, but {bad[0]:g} came: correct the entry")


def _require_known(found: Categories, known: type[StrEnum], name: str) -> None:
    strange = sorted(set(map(str, found)) - {str(member) for member in known})
    if strange:
        permitted = ", ".join(known)
        raise ClinicalError(f"a {name} is one of {permitted}, but {strange[0]!r} came: choose one of them")
