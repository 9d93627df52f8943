"""Names that differ only late can be told apart in narrow columns."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.widgets.file_names import ELLIPSIS, fitted_name


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetricsF:
    return QFontMetricsF(theme.font("table"))


@pytest.mark.parametrize("signs", [12, 16, 22])
def test_names_of_a_data_set_differ_as_they_are_shown(metrics: QFontMetricsF, signs: int) -> None:
    names = [
        f"street_traffic-london-{n}-{5090 + n}-{device}.wav" for n in range(6) for device in "abc"
    ]
    room = metrics.horizontalAdvance("n" * signs)
    shown = [fitted_name(metrics, name, room) for name in names]
    assert len(set(shown)) == len(names)
    for name, words in zip(names, shown, strict=True):
        head, tail = words.split(ELLIPSIS)
        assert metrics.horizontalAdvance(words) <= room
        assert name.startswith(head)
        assert name.removesuffix(".wav").endswith(tail)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=80), room=st.floats(0, 400))
def test_any_name_in_any_room(metrics: QFontMetricsF, name: str, room: float) -> None:
    shown = fitted_name(metrics, name, room)
    assert shown
    assert shown == name or ELLIPSIS in shown
    if metrics.horizontalAdvance(name) <= room:
        assert shown == name
