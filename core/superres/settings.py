"""How long and how a network is trained, and where a run stands. Knows no tensor."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, field, fields, replace

from core.errors import SettingError

STYLES = ("fidelity", "perceptual", "control")
"""Squared error alone; with an adversary and the spectrum; with the spectrum but without the adversary."""


@dataclass(frozen=True)
class TrainingSettings:
    """How long and how; every default has its reason beside it."""

    minutes: float = 30.0
    batch: int = 4  # 4 x 48 x 16 x 16 keeps the CPU on its fast convolution
    rate: float = 1e-3  # of Adam; 1.5e-3 diverged
    kernel_rate: float = 4e-3  # of Muon
    last_share: float = 0.01  # of the rate, at the end
    warm_up: int = 200
    average: float = 0.999
    clip: float = 1.0
    measured: float = 12.0  # weight of what is added where the measurement knows better: keeps it below 1e-3 of range
    trim: int = 4  # fine voxels at a patch border that see no surroundings
    seed: int = 20241215
    variety: float = 0.25  # share of patches measured with another contrast, filter or noise
    style: str = "fidelity"
    adversarial: float = 0.02  # weights of the perceptual terms beside a squared error near 1
    features: float = 0.1
    spectrum: float = 0.03
    bfloat16: bool = False  # for a graphics card; on a CPU without its instructions 20 times slower
    compiled: bool = False  # for a graphics card

    def __post_init__(self) -> None:
        if self.style not in STYLES:
            raise SettingError(f"a style is one of {', '.join(STYLES)}, but {self.style} came: choose one")


def begin_settings(style: str, trained: bool, minutes: float, seed: int, batch: int) -> TrainingSettings:
    """Settings of a run: the defaults, at lower rates where weights that were trained before would be forgotten.

    Parameters
    ----------
    style : see `STYLES`
    trained : whether the run goes on from trained weights
    minutes : wall time
    seed : of the weights and the patches
    batch : patches a step
    """
    whole = TrainingSettings(style=style, minutes=minutes, seed=seed, batch=batch)
    return replace(whole, rate=0.3 * whole.rate, kernel_rate=0.25 * whole.kernel_rate) if trained else whole


@dataclass(frozen=True)
class CurvePoint:
    """Gains over interpolation at one moment of a run, dB."""

    step: int
    seconds: float
    train_gain_db: float
    validation_gain_db: float
    rate: float


@dataclass
class Progress:
    """Where a run stands; saved with the weights so that it can go on."""

    step: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    curve: list[CurvePoint] = field(default_factory=list)

    def state_dict(self) -> dict[str, object]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def restore(cls, state: dict[str, object]) -> Progress:
        """From plain values."""
        points = state["curve"]
        assert isinstance(points, list)
        return cls(**state | {"curve": [CurvePoint(**point) for point in points]})  # type: ignore[arg-type]


def scheduled_share(settings: TrainingSettings, progress: Progress) -> float:
    """Learning rate as share of its height: a short warm-up, then half a cosine over the time budget.

    Examples
    --------
    >>> settings = TrainingSettings(minutes=1, warm_up=1)
    >>> [round(scheduled_share(settings, Progress(seconds=s)), 3) for s in (0, 30, 60)]
    [1.0, 0.505, 0.01]
    """
    spent = min(progress.seconds / (60 * settings.minutes), 1.0)
    cosine = settings.last_share + 0.5 * (1 - settings.last_share) * (1 + math.cos(math.pi * spent))
    return cosine * min(1.0, (progress.step + 1) / settings.warm_up)


def curve_csv(curve: Sequence[CurvePoint], run: str) -> str:
    """The learning curve as CSV, one row per point."""
    head = ",".join(["run", *(f.name for f in fields(CurvePoint))])
    rows = [",".join([run, *(f"{value:.6g}" for value in astuple(point))]) for point in curve]
    return "\n".join([head, *rows]) + "\n"
