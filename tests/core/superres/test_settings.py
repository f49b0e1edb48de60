import pytest

from core.errors import SettingError
from core.superres.settings import (
    CurvePoint,
    Progress,
    TrainingSettings,
    begin_settings,
    curve_csv,
    scheduled_share,
)


def test_the_rate_warms_up_and_then_falls() -> None:
    settings = TrainingSettings(minutes=1, warm_up=10)

    assert scheduled_share(settings, Progress(step=4)) == pytest.approx(0.5)
    assert scheduled_share(settings, Progress(step=50, seconds=59.9)) < 0.011


def test_a_style_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingError, match="a style is one of fidelity, perceptual, control, but pretty came"):
        TrainingSettings(style="pretty")


def test_progress_is_restored_from_plain_values() -> None:
    progress = Progress(3, 2.5, 2.0, [CurvePoint(3, 2.5, 0.1, 0.2, 1e-3)])

    assert Progress.restore(progress.state_dict()) == progress


def test_the_learning_curve_is_a_table() -> None:
    rows = curve_csv([CurvePoint(30, 60.0, 0.25, 0.125, 1e-3)], "fidelity").splitlines()

    assert rows == ["run,step,seconds,train_gain_db,validation_gain_db,rate", "fidelity,30,60,0.25,0.125,0.001"]


def test_trained_weights_go_on_at_lower_rates() -> None:
    fresh, further = (begin_settings("fidelity", trained, 1.0, 0, 4) for trained in (False, True))

    assert further.rate < 0.5 * fresh.rate
    assert further.kernel_rate < 0.5 * fresh.kernel_rate
