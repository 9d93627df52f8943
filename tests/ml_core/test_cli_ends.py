"""How a command says that it was stopped: who paused a run has lost nothing."""

import pytest

from ml_core.cli import main, training
from ml_core.progress import Cancelled
from ml_core.runs.folder import StopRequested


@pytest.mark.parametrize(
    ("stop", "said"),
    [
        (StopRequested("pause"), "Paused."),
        (StopRequested("discard"), "Cancelled."),
        (Cancelled(), "Cancelled."),
        (KeyboardInterrupt(), "Cancelled."),
    ],
)
def test_a_pause_is_called_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    stop: BaseException, said: str,
) -> None:  # fmt: skip
    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr(training, "complexity", stopped)
    assert main(["complexity", "cp-mobile-30k"]) == 130
    assert capsys.readouterr().err.strip() == said
