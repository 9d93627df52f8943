"""The split builder on screen: choices left, what they lead to right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.library.splitting import (
    KINDS,
    LARGEST,
    SMALLEST,
    SplitPresenter,
    SplitState,
)
from ascstudio.project.clip_model import device_title
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import Figure, Label, Separator, empty_layout
from ascstudio.words import counted
from ml_core import api

FIRST_LEAKS = 5


class SplitDialog(QDialog):
    """Shows what a division would be like before anything is divided.

    Args:
        presenter: of the dialog; it becomes its own.
        parent: the window.
    """

    divided = Signal()

    def __init__(self, presenter: SplitPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._shown: tuple[object, ...] | None = None
        self.setObjectName("floating")
        self.setModal(True)
        self.resize(theme.px(780), theme.px(560))
        self.setWindowTitle(self.tr("Divide into train and test"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 18, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(Label(self.windowTitle(), "title"))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._build_choices())
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._build_outcome(), 1)
        outer.addLayout(row, 1)
        outer.addWidget(Separator())
        outer.addLayout(self._build_foot())
        presenter.changed.connect(self.show_state)
        self.finished.connect(presenter.close)
        self.show_state(presenter.state)

    def _build_choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Never divide"), "strong"))
        words = {
            "location": self.tr("Clips of one location"),
            "session": self.tr("Clips of one session"),
            "city": self.tr("Clips of one city"),
            "source": self.tr("Clips of one recording"),
        }
        self.kinds: dict[str, CheckBox] = {}
        for kind in KINDS:
            box = CheckBox(words[kind])
            box.clicked.connect(
                lambda checked, k=kind: self.presenter.set_kind(k, together=checked)
            )
            self.kinds[kind] = box
            column.addWidget(box)
        self.copies = CheckBox(self.tr("Copies of one sound"))
        self.copies.clicked.connect(self.presenter.set_together)
        column.addWidget(self.copies)
        column.addSpacing(8)
        column.addWidget(Label(self.tr("How much for the test"), "strong"))
        self.share = WordSlider(
            self.tr("How much for the test"), self.tr("Little"), self.tr("Much"),
            _place_of(0.25),
        )  # fmt: skip
        self.share.setFixedWidth(theme.px(240))
        self.share.changed.connect(
            lambda place: self.presenter.set_share(SMALLEST + place * (LARGEST - SMALLEST))
        )
        column.addWidget(self.share)
        self.another_button = Button(self.tr("Another division"), "normal", "refresh", small=True)
        self.another_button.clicked.connect(self.presenter.another)
        column.addWidget(self.another_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _build_outcome(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        figures = QHBoxLayout()
        figures.setSpacing(32)
        self._train, self._test = Figure(self.tr("train")), Figure(self.tr("test"))
        self.leaks = Figure(self.tr("on both sides"))
        for figure in (self._train, self._test, self.leaks):
            figures.addWidget(figure)
        figures.addStretch(1)
        column.addLayout(figures)
        self._banners = QVBoxLayout()
        column.addLayout(self._banners)
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("Clips on both sides"))
        self.table.setColumnCount(3)
        self.table.setHorizontalHeaderLabels(["", self.tr("Train"), self.tr("Test")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setStyleSheet(
            "QTableView, QHeaderView, QHeaderView::section { background: transparent; }"
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.table, 1)
        return column

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._now = Label("", "table", "text3")
        foot.addWidget(self._now, 1)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.divide_button = Button(self.tr("Divide"), "primary", "split")
        self.divide_button.clicked.connect(self._divide)
        foot.addWidget(cancel)
        foot.addWidget(self.divide_button)
        return foot

    def show_state(self, state: SplitState) -> None:
        """The only place that changes the widgets after construction."""
        for kind, box in self.kinds.items():
            box.setChecked(kind in state.kinds or kind == "source")
            unknown = "" if kind in state.known else self.tr("No clip says it.")
            always = self.tr("One recording is never divided.") if kind == "source" else ""
            box.set_reason(always or unknown)
        self.copies.setChecked(state.together and bool(state.copies))
        unheard = self.tr("The data doctor found none, or has not looked yet.")
        self.copies.set_reason("" if state.copies else unheard)
        self.share.set_value(_place_of(state.share))
        self.share.set_consequence(
            self.tr("{n} % of every scene, as near as whole groups allow").format(
                n=round(100 * state.share)
            )
        )
        self._show_plan(state)
        self._now.setText(self._now_words(state.now))
        reason = state.problem or ("" if state.plan else self.tr("The division is being planned."))
        self.divide_button.set_reason(reason)

    def _show_plan(self, state: SplitState) -> None:
        said = (state.plan, state.problem)
        if said == self._shown:
            return
        self._shown = said
        plan, number = state.plan, QLocale().toString
        empty_layout(self._banners)
        if state.problem:
            self._banners.addWidget(Banner("err", state.problem))
        if plan is None:
            for figure in (self._train, self._test, self.leaks):
                figure.set_value("")
            return
        self._train.set_value(number(plan.train))
        self._test.set_value(number(plan.test))
        self.leaks.set_value(number(plan.leaking), color="warn" if plan.leaking else "ok")
        self._show_banners(plan)
        self._fill(plan)

    def _show_banners(self, plan: api.SplitPlan) -> None:
        other = {kind: names for kind, names in plan.shared.items() if names}
        if plan.missing_scenes:
            names = ", ".join(map(api.display_name, plan.missing_scenes))
            title = self.tr("On one side only: {scenes}").format(scenes=names)
            sentence = self.tr("All their clips belong together. More places would help.")
            self._banners.addWidget(Banner("warn", title, sentence))
        if plan.leaking:
            title = self.tr("The result would look better than it is")
            self._banners.addWidget(Banner("warn", title, ", ".join(plan.leaking_groups[:5])))
        elif other:
            self._banners.addWidget(Banner("info", self._shared_words(other)))

    def _shared_words(self, shared: Mapping[api.GroupKind, tuple[str, ...]]) -> str:
        kinds = {
            "location": (self.tr("{n} location"), self.tr("{n} locations")),
            "session": (self.tr("{n} session"), self.tr("{n} sessions")),
            "city": (self.tr("{n} city"), self.tr("{n} cities")),
            "source": (self.tr("{n} recording"), self.tr("{n} recordings")),
        }
        parts = [counted(len(names), *kinds[kind]) for kind, names in shared.items()]
        return self.tr("On both sides, as chosen: {what}").format(what=", ".join(parts))

    def _fill(self, plan: api.SplitPlan) -> None:
        rows = [
            (api.display_name(name) if name else self.tr("No scene"), sides)
            for name, sides in plan.scenes.items()
        ]
        rows += [
            (self.tr("Device {name}").format(name=device_title(name)), sides)
            for name, sides in plan.devices.items()
            if name
        ]
        self.table.setRowCount(len(rows))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (name, sides) in enumerate(rows):
            self.table.setItem(row, 0, QTableWidgetItem(name))
            self.table.setRowHeight(row, theme.px(24))
            for place, n in enumerate(sides):
                item = QTableWidgetItem(QLocale().toString(n))
                item.setTextAlignment(right)
                self.table.setItem(row, place + 1, item)

    def _now_words(self, now: api.SplitPlan | None) -> str:
        if now is None:
            return self.tr("Nothing is divided yet.")
        one, many = self.tr("{n} group on both sides"), self.tr("{n} groups on both sides")
        return self.tr("Now: {train} train, {test} test, {leaks}.").format(
            train=QLocale().toString(now.train),
            test=QLocale().toString(now.test),
            leaks=counted(now.leaking, one, many),
        )

    def _divide(self) -> None:
        self.presenter.divide()
        self.accept()


def _place_of(share: float) -> float:
    """Where a share lies on the slider, 0 to 1."""
    return (share - SMALLEST) / (LARGEST - SMALLEST)
