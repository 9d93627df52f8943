"""Widgets used with mouse and keyboard, as a user would; and read as a screen reader would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.buttons import Button, CheckBox, IconButton, SegmentedControl, Switch
from ascstudio.widgets.cards import ChoiceCard, ChoiceCards
from ascstudio.widgets.chips import Chip, KeyCap
from ascstudio.widgets.lists import FacetList, FacetRow
from ascstudio.widgets.messages import Banner, EmptyState, ProgressRow, Toast, duration_words
from ascstudio.widgets.meters import Bar, BudgetGauge, LevelMeter, ScoreBars, ScoreRow
from ascstudio.widgets.ribbon import Block, TimeRibbon
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.steps import Step, StepLine, StepRail
from ascstudio.widgets.texts import ElidedLabel, FactsTable, Figure, Label

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("dark")


def shown(qtbot, widget: QWidget, width: int = 300, height: int = 200) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def point(at: QPointF) -> QPoint:
    return at.toPoint()


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("kind", ["primary", "normal", "ghost", "danger", "record"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_buttons_are_pressed_by_mouse_and_keys(qtbot, kind: str, key: Qt.Key) -> None:
    button = Button("Import...", kind, "import")
    shown(qtbot, button, 120, 30)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, LEFT)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
    assert button.accessibleName() == "Import..."


def test_a_reason_disables_and_is_told(qtbot) -> None:
    button = Button("Label")
    shown(qtbot, button)
    button.set_keys("L")
    button.set_reason("Nothing is selected")
    assert not button.isEnabled()
    assert button.toolTip() == "Nothing is selected"
    button.set_reason("")
    assert button.isEnabled()
    assert button.toolTip() == "Label (L)"


def test_the_focus_ring_shows_only_for_the_keyboard(qtbot) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    first, second = Button("First"), Button("Second")
    column.addWidget(first)
    column.addWidget(second)
    shown(qtbot, box)
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    second.setFocus(Qt.FocusReason.OtherFocusReason)
    plain = picture(first)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert picture(first) == plain
    second.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(second, Qt.Key.Key_Backtab)
    assert first.hasFocus()
    assert picture(first) != plain


def test_an_icon_alone_says_its_name_and_key(qtbot) -> None:
    button = IconButton("loop", "Loop", checkable=True, keys="L")
    shown(qtbot, button, 28, 28)
    assert (button.accessibleName(), button.toolTip()) == ("Loop", "Loop (L)")
    qtbot.mouseClick(button, LEFT)
    assert button.isChecked()


def test_segments_move_with_the_arrows(qtbot) -> None:
    control = SegmentedControl("Scale", [("mel", "Mel"), ("log", "Log"), ("linear", "Linear")])
    shown(qtbot, control, 220, 28)
    told: list[str] = []
    control.chosen.connect(told.append)
    qtbot.keyClick(control, Qt.Key.Key_Right)
    qtbot.keyClick(control, Qt.Key.Key_End)
    qtbot.keyClick(control, Qt.Key.Key_Right)
    qtbot.mouseClick(control, LEFT, pos=QPoint(10, 14))
    assert told == ["log", "linear", "mel"]
    control.set_choice("log")
    assert control.choice() == "log"
    assert told[-1] == "mel"  # setting tells nobody
    assert control.accessibleDescription() == "Log"


def test_a_switch_toggles(qtbot) -> None:
    switch = Switch("Keep what was heard")
    shown(qtbot, switch)
    with qtbot.waitSignal(switch.toggled):
        qtbot.mouseClick(switch, LEFT)
    assert switch.isChecked()


def test_a_slider_with_words(qtbot) -> None:
    slider = WordSlider("Pace", "Steady", "Quick", 0.5)
    shown(qtbot, slider, 200, 80)
    groove = slider.focusProxy()
    told: list[float] = []
    slider.changed.connect(told.append)
    qtbot.keyClick(groove, Qt.Key.Key_Right)
    qtbot.keyClick(groove, Qt.Key.Key_PageUp)
    assert told == [0.51, 0.61]
    qtbot.keyClick(groove, Qt.Key.Key_End)
    qtbot.keyClick(groove, Qt.Key.Key_Right)
    assert slider.value() == 1.0
    qtbot.mouseDClick(groove, LEFT, pos=QPoint(10, 12))
    assert slider.value() == 0.5
    slider.set_consequence("Right scene after 3.1 s")
    assert groove.accessibleDescription() == "Right scene after 3.1 s"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_a_chip_goes_away_by_key(qtbot, key: Qt.Key) -> None:
    chip = Chip("Devices S4, S5")
    shown(qtbot, chip)
    with qtbot.waitSignal(chip.closed):
        qtbot.keyClick(chip, key)


def test_a_key_cap_says_its_key(qtbot) -> None:
    cap = KeyCap("Ctrl+Return")
    assert "Enter" in cap.accessibleName()


def test_a_meter_holds_the_peak_and_tells_of_clipping(qtbot) -> None:
    meter = LevelMeter("Level")
    shown(qtbot, meter)
    meter.set_level(-24.0, -1.0, clipped=True)
    assert meter.accessibleDescription() == "Clipped"
    quiet = picture(meter)
    meter.reset()
    assert meter.accessibleDescription() == "silent"
    assert picture(meter) != quiet


def test_scores_are_read_in_order(qtbot) -> None:
    bars = ScoreBars("Scores")
    shown(qtbot, bars)
    rows = [
        ScoreRow(theme.scene_mark(4), "Park", 0.81, "81 %"),
        ScoreRow(theme.UNKNOWN, "Unknown", None, ""),
    ]
    bars.set_scores(rows)
    assert bars.accessibleDescription() == "Park 81 %, Unknown "
    picture(bars)


def test_a_bar_travels_only_while_it_is_seen(qtbot) -> None:
    bar = Bar("Import")
    shown(qtbot, bar)
    bar.set_fraction(None)
    assert bar._timer.isActive()
    bar.hide()
    assert not bar._timer.isActive()


def test_a_gauge_says_how_much_is_too_much(qtbot) -> None:
    gauge = BudgetGauge("Weights", "kB")
    shown(qtbot, gauge)
    gauge.set_value(54, 128)
    within = picture(gauge)
    gauge.set_value(140, 128)
    assert gauge.accessibleDescription() == "140 of 128 kB"
    assert picture(gauge) != within


def test_the_ribbon_is_walked_and_played(qtbot) -> None:
    ribbon = TimeRibbon("Last minutes", 100.0)
    shown(qtbot, ribbon, 400, 70)
    blocks = [
        Block(0, 40, theme.scene_mark(0), "Airport"),
        Block(40, 60, theme.UNKNOWN, "Unknown"),
        Block(60, 100, theme.scene_mark(4), "Park", corrected=True),
    ]
    ribbon.set_blocks(blocks, 100.0)
    picture(ribbon)
    qtbot.keyClick(ribbon, Qt.Key.Key_Left)
    qtbot.keyClick(ribbon, Qt.Key.Key_Left)
    with qtbot.waitSignal(ribbon.played) as played:
        qtbot.keyClick(ribbon, Qt.Key.Key_Return)
    assert played.args == [40, 60]
    assert ribbon.accessibleDescription() == "Unknown, 20 s"
    ribbon.set_blocks([*blocks, Block(100, 110, theme.UNKNOWN, "Unknown")], 110.0)
    assert ribbon.current() == 1  # it stays chosen while others come
    with qtbot.waitSignal(ribbon.played) as played:
        qtbot.mouseClick(ribbon, LEFT, pos=QPoint(30, 30))
    assert played.args == [0, 40]
    ribbon.set_blocks(blocks[2:], 200.0)
    assert ribbon.current() == -1  # what was chosen is gone


def facets(qtbot) -> FacetList:
    made = FacetList("Scene")
    made.set_rows([FacetRow(key, key.title(), n) for n, key in enumerate(("bus", "park", "tram"))])
    return shown(qtbot, made, 200, 130)


def test_facets_only_also_all_but(qtbot) -> None:
    rows = facets(qtbot)
    middle = [point(rows.row_rect(index).center()) for index in range(3)]
    qtbot.mouseClick(rows, LEFT, pos=middle[1])
    assert rows.checked() == {"park"}
    qtbot.mouseClick(rows, LEFT, Qt.KeyboardModifier.ControlModifier, middle[2])
    assert rows.checked() == {"park", "tram"}
    qtbot.mouseClick(rows, LEFT, Qt.KeyboardModifier.AltModifier, middle[0])
    assert rows.checked() == {"park", "tram"}
    qtbot.mouseClick(rows, LEFT, pos=middle[0])
    qtbot.mouseClick(rows, LEFT, pos=middle[0])
    assert rows.checked() == set()


def test_facets_by_keyboard_and_what_is_read(qtbot) -> None:
    rows = facets(qtbot)
    told: list[bool] = []
    rows.changed.connect(lambda: told.append(True))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(rows, key)
    assert rows.checked() == {"park"}
    assert rows.accessibleDescription() == "Park, 1, checked"
    rows.set_rows([FacetRow("bus", "Bus", 4)])
    assert rows.checked() == set()
    assert told == [True]
    qtbot.keyClick(rows, Qt.Key.Key_Left)
    assert rows.sizeHint().height() == rows.row_rect(-1).height()


def test_steps_can_be_gone_back_to_but_not_skipped(qtbot) -> None:
    rail = StepRail()
    shown(qtbot, rail, 236, 240)
    rail.set_steps([("Teacher", "CP-ResNet"), ("Student", ""), ("Check", "")])
    rail.set_current(1)
    with qtbot.assertNotEmitted(rail.chosen):
        qtbot.keyClick(rail, Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(rail, Qt.Key.Key_Up)
    assert chosen.args == [0]
    assert rail.accessibleDescription() == "Teacher: CP-ResNet"


def test_stages_are_read(qtbot) -> None:
    line = StepLine()
    line.set_steps([Step("Prepare", "done", "0:41"), Step("Distil", "running", "")])
    shown(qtbot, line, 500, 28)
    picture(line)
    assert line.accessibleDescription() == "Prepare: done 0:41, Distil: running"


def test_cards_choose_what_can_work(qtbot) -> None:
    cards = ChoiceCards(
        [
            ChoiceCard("126k", "126k", "For a phone", reason="12 kB too much"),
            ChoiceCard("54k", "54k", "For most boards", "54 kB"),
            ChoiceCard("30k", "30k", "For small boards", "30 kB"),
        ]
    )
    shown(qtbot, cards, 400, 300)
    assert cards.choice() == "54k"
    third = cards.findChildren(ChoiceCard)[2]
    with qtbot.waitSignal(cards.chosen) as chosen:
        qtbot.mouseClick(third, LEFT)
    assert chosen.args == ["30k"]
    cards.set_choice("126k")
    assert cards.choice() == "30k"
    assert "12 kB too much" in cards.findChildren(ChoiceCard)[0].accessibleDescription()


def test_a_banner_runs_its_actions(qtbot) -> None:
    ran: list[str] = []
    banner = Banner("warn", "Moved", "Labels are safe.", [("Locate audio...",
                    lambda: ran.append("locate"))], closable=True)  # fmt: skip
    shown(qtbot, banner, 500, 60)
    qtbot.mouseClick(banner.findChild(Button), LEFT)
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner.findChild(IconButton), LEFT)
    assert ran == ["locate"]


def test_an_empty_state_invites(qtbot) -> None:
    ran: list[str] = []
    go, demo = ("Go", lambda: ran.append("go")), ("Demo", lambda: ran.append("demo"))
    state = EmptyState("train", "Label a few clips first", "It needs 2 scenes.", go, demo)
    shown(qtbot, state, 500, 300)
    qtbot.mouseClick(state.primary, LEFT)
    qtbot.mouseClick(state.ghost, LEFT)
    assert ran == ["go", "demo"]


def test_a_toast_undoes_once_and_leaves(qtbot) -> None:
    window = QWidget()
    shown(qtbot, window, 600, 400)
    toast = Toast(window)
    undone: list[bool] = []
    toast.say("Labelled 37 clips as Bus", lambda: undone.append(True))
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    qtbot.mouseClick(toast.findChild(Button), LEFT)
    assert undone == [True]
    assert not toast.isVisible()
    toast.say("Saved")
    assert not toast.findChild(Button).isVisible()


def test_a_progress_row_ends(qtbot) -> None:
    row = ProgressRow("import", "Import")
    shown(qtbot, row, 400, 80)
    row.set_progress(None, "Reading 1,204 headers")
    with qtbot.waitSignal(row.cancelled):
        qtbot.mouseClick(row.findChild(IconButton), LEFT)
    row.conclude("failed", "3 files could not be read")
    assert row.accessibleDescription() == "3 files could not be read"
    assert row.findChild(Button).isVisible()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (8.4, "8 s"), (44, "40 s"), (540, "9 min"), (7300, "2 h 2 min")],
)
def test_durations_are_rounded_as_one_says_them(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


def test_words_follow_the_theme(qtbot, qapp) -> None:
    label = Label("Park", "body", "warn")
    shown(qtbot, label)
    theme.apply(qapp, "light")
    qapp.processEvents()
    assert label.palette().windowText().color().name() == theme.LIGHT.warn.lower()


def test_words_that_do_not_fit_are_in_the_tooltip(qtbot) -> None:
    label = ElidedLabel("a-very-long-name-of-a-recording-0815-s6.wav", where="middle")
    shown(qtbot, label, 80, 20)
    picture(label)
    assert label.toolTip() == label.text() == label.accessibleName()
    label.resize(800, 20)
    picture(label)
    assert label.toolTip() == ""


def test_facts_are_read_as_pairs(qtbot) -> None:
    table = FactsTable()
    shown(qtbot, table)
    table.set_facts([("Device", "S4"), ("Split", "Test")])
    table.set_facts([("Device", "S5"), ("Split", "Test")])
    names = [label.accessibleName() for label in table.findChildren(ElidedLabel)]
    assert names == ["Device: S5", "Split: Test"]


def test_a_figure_without_a_value_is_a_dash(qtbot) -> None:
    figure = Figure("Accuracy")
    shown(qtbot, figure)
    figure.set_value("", "First result in about 20 s")
    assert figure.findChildren(Label)[0].text() == "–"


def test_enter_confirms_a_form_and_leaves_its_ticks_alone(qtbot) -> None:
    form = QDialog()
    box = CheckBox("Helicopter")
    column = QVBoxLayout(form)
    column.addWidget(box)
    confirm = QPushButton("Next")
    confirm.setDefault(True)
    column.addWidget(confirm)
    shown(qtbot, form)
    qtbot.mouseClick(box, LEFT)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(confirm.clicked):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked()


@pytest.mark.parametrize("share", [1.2, 1.0, 0.96, 0.85])
def test_a_choice_with_too_little_room_is_smaller_and_not_cut(qtbot, share: float) -> None:
    choices = [("surest", "Sicherste zuerst"), ("unsure", "Unsicherste zuerst")]
    control = SegmentedControl("Order", choices)
    shown(qtbot, control, round(share * control.sizeHint().width()), 28)
    metrics = QFontMetricsF(theme.font("caption" if share < 0.9 else "strong"))
    boxes = control._boxes()
    for box, (_, words) in zip(boxes, choices, strict=True):
        assert box.width() >= metrics.horizontalAdvance(words)
    assert boxes[0].right() <= boxes[1].left()
    assert boxes[1].right() <= control.width()


def test_a_label_that_does_not_fit_bold_is_lighter() -> None:
    room = QFontMetricsF(theme.font("label")).horizontalAdvance("Bibliothek")
    assert theme.label_font("Bibliothek", room) == theme.font("label")
    assert theme.label_font("Bibliothek", room - 1) == theme.font("caption")
