"""One patient read off a nomogram: the points of every variable, their total, and the risk that it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from core.evaluation.nomogram import Nomogram, Values


@dataclass(frozen=True)
class Row:
    """One variable of one patient.

    Parameters
    ----------
    name, value : of the variable; a number in its unit or a level
    points : from the end of its axis where there are none
    inside : whether the axis, as long as the range in training, reaches the value
    """

    name: str
    value: float | str
    points: float
    inside: bool


@dataclass(frozen=True)
class Reading:
    """What a nomogram says of one patient.

    Parameters
    ----------
    rows : one per variable, in the order of the axes
    total : of the points
    risk : probability of the event, 0–1
    interval : (low, high), 95 %, of the risk
    flagged : whether the risk is at or above the model's threshold
    """

    rows: tuple[Row, ...]
    total: float
    risk: float
    interval: tuple[float, float]
    flagged: bool

    @property
    def outside(self) -> tuple[Row, ...]:
        """The variables whose value the training patients did not reach."""
        return tuple(row for row in self.rows if not row.inside)


def read_patient(nomogram: Nomogram, values: Values) -> Reading:
    """Read one patient off a nomogram, as with a ruler: values up to points, their total down to the risk.

    Parameters
    ----------
    values : variable to a number in its unit or a level, one for every variable

    Raises
    ------
    CohortError
        There is no such level, or a number has no logarithm and needs one.

    Notes
    -----
    The risk of the total is that of the model itself: expit(β₀ + Σ β x), see `build_nomogram`.

    References
    ----------
    .. [1] Iasonos A, Schrag D, Raj GV, Panageas KS (2008). Journal of Clinical Oncology 26:1364–1370.
       doi:10.1200/JCO.2007.12.9791
    """
    rows = tuple(
        Row(
            scale.name,
            values[scale.name],
            float(scale.points(scale.place(values[scale.name]))),
            scale.covers(values[scale.name]),
        )
        for scale in nomogram.scales
    )
    total = sum(row.points for row in rows)
    risk = float(nomogram.risk(total))
    return Reading(rows, total, risk, nomogram.interval(values), risk >= nomogram.model.threshold)
