"""Whether a P follows from the odds ratio and the interval it was printed with, once rounding is allowed for."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from scipy import stats

from core.errors import ClinicalError
from core.evaluation.inputs import require_level
from core.evaluation.published import check_p_value

Verdict = Literal["follows", "differs", "uncentred"]
"""The printed P can be that of the interval; it cannot; the odds ratio does not stand amid its interval at all."""

Range = tuple[float, float]
SIGNS = "<≤=≥>"


@dataclass(frozen=True)
class PrintedCheck:
    """A printed P beside the one that its odds ratio and interval imply.

    Parameters
    ----------
    p : of the numbers as they stand
    lowest, highest : P that numbers which round to those printed can have
    verdict : what that says of the printed P
    """

    p: float
    lowest: float
    highest: float
    verdict: Verdict


def check_printed_p(odds_ratio: str, ci_low: str, ci_high: str, printed: str, level: float = 0.95) -> PrintedCheck:
    """Compare a printed P with the P of a Wald test of the printed odds ratio and interval.

    Parameters
    ----------
    odds_ratio, ci_low, ci_high : as printed; their last digit says how far they were rounded
    printed : P as printed, with ``<`` or ``>`` where it has one
    level : of the interval

    Raises
    ------
    ClinicalError
        A text is no number, the odds ratio lies outside its interval, or P outside 0–1.

    Notes
    -----
    z = |ln OR| / SE with SE = (ln high − ln low) / 2z_α, taken at its ends over all that rounds to what is printed.
    A Wald interval is centred: OR = √(low · high), again up to rounding; a profile interval need not be, and then P
    cannot be told from it.

    References
    ----------
    .. [1] Altman DG, Bland JM (2011). BMJ 343:d2304. doi:10.1136/bmj.d2304

    Examples
    --------
    >>> check_printed_p("1.311", "1.112", "1.547", "<0.001").verdict
    'differs'
    """
    require_level(level)
    numbers = [_read_ratio(text) for text in (odds_ratio, ci_low, ci_high)]
    plain = check_p_value(float(numbers[0]), float(numbers[1]), float(numbers[2]), level)
    ratio, low, high = (_rounded(number) for number in numbers)
    quantile = 2 * float(stats.norm.isf((1 - level) / 2))
    logs = sorted(abs(math.log(end)) for end in ratio)
    nearest = 0.0 if ratio[0] <= 1 <= ratio[1] else logs[0]
    narrow, wide = math.log(high[0] / low[1]), math.log(high[1] / low[0])
    ends = nearest * quantile / wide, logs[1] * quantile / narrow if narrow > 0 else math.inf
    highest, lowest = (float(2 * stats.norm.sf(z)) for z in ends)
    centred = _overlap(ratio, (math.sqrt(low[0] * high[0]), math.sqrt(low[1] * high[1])))
    agrees = _overlap(_allowed(printed), (lowest, highest))
    return PrintedCheck(plain.p, lowest, highest, ("follows" if agrees else "differs") if centred else "uncentred")


def _read_ratio(text: str) -> Decimal:
    number = _read(text)
    if not number.is_finite():
        raise ClinicalError(
            "an odds ratio and its interval must be numbers above 0, "
            f"but {text.strip() or 'nothing'} came: write it with a decimal point"
        )
    if number <= _half_unit(number):
        raise ClinicalError(f"an odds ratio and its interval must be above 0, but {text} came: give more of its digits")
    return number


def _rounded(number: Decimal) -> Range:
    """Between which the numbers lie that round to the one printed."""
    return float(number - _half_unit(number)), float(number + _half_unit(number))


def _allowed(printed: str) -> Range:
    """The values of P that may be printed so."""
    text = unicodedata.normalize("NFKC", printed).replace(" ", "").lstrip("Pp")
    sign = text[0] if text[:1] in tuple(SIGNS) else "="
    number = _read(text.lstrip(SIGNS))
    if not (number.is_finite() and 0 <= number <= 1):
        raise ClinicalError(
            "a printed P must be a number from 0 to 1, as in 0.031 or <0.001, "
            f"but {printed.strip() or 'nothing'} came: write it with a decimal point"
        )
    value = float(number)
    below, above = (0.0, math.nextafter(value, 0)), (math.nextafter(value, 1), 1.0)
    return {"<": below, "≤": (0.0, value), "≥": (value, 1.0), ">": above}.get(sign, _rounded(number))


def _read(text: str) -> Decimal:
    """The number that was typed; NaN for what is none."""
    try:
        return Decimal(unicodedata.normalize("NFKC", text).strip())
    except InvalidOperation:
        return Decimal("nan")


def _half_unit(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
