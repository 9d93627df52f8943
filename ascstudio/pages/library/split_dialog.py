"""The split builder on screen: choices left, what they lead to right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.library.mapping_table import plain
from ascstudio.pages.library.splitting import (
    KINDS,
    LARGEST,
    SMALLEST,
    SplitPresenter,
    SplitState,
)
from ascstudio.project.clip_model import device_title
from ascstudio.settings import Settings
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.choosing import choose_file
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import Figure, Label, Separator, empty_layout
from ascstudio.words import counted
from ml_core import api

FIRST_LEAKS = 5


class SplitDialog(FloatingDialog):
    """Shows what a division would be like before anything is divided.

    Args:
        presenter: of the dialog; it becomes its own.
        settings: where choosers begin.
        parent: the window.
    """

    divided = Signal()

    def __init__(
        self, presenter: SplitPresenter, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter, self._settings = presenter, settings
        presenter.setParent(self)
        self._shown: tuple[object, ...] | None = None
        self.set_size(820, 600)
        self.set_title(self.tr("Divide into train and test"))
        outer = self.column
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._build_choices())
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._build_outcome(), 1)
        outer.addLayout(row, 1)
        self.end_with(self._build_foot())
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
        column.addSpacing(8)
        column.addWidget(Label(self.tr("Or as it was published"), "strong"))
        self._published = QGridLayout()
        self._published.setSpacing(6)
        self.published: dict[api.OfficialSplit, Button] = {}
        column.addLayout(self._published)
        self.table_button = Button(self.tr("Choose a table…"), "normal", "file-audio", small=True)
        self.table_button.setToolTip(self.tr("Such as fold1_train.csv of a DCASE data set"))
        self.table_button.clicked.connect(self._choose_table)
        column.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.table.setColumnCount(4)
        titles = ["", self.tr("Train"), self.tr("Test"), self.tr("In the test")]
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setStyleSheet(
            "QTableView, QHeaderView, QHeaderView::section { background: transparent; }"
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.table, 1)
        return column

    def _build_foot(self) -> QHBoxLayout:
        self._now = Label("", "table", "text3")
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.divide_button = Button(self.tr("Divide"), "primary", "split")
        self.divide_button.clicked.connect(self._divide)
        return foot(self._now, cancel, self.divide_button)

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
        self._show_published(state)
        only = state.official is None and state.plan is not None and state.plan.only
        alone = self.tr("No other division of whole groups comes as near.")
        self.another_button.set_reason(alone if only else "")
        self._show_plan(state)
        self._now.setText(self._now_words(state.now))
        reason = state.problem or ("" if state.plan else self.tr("The division is being planned."))
        self.divide_button.set_reason(reason)

    def _show_published(self, state: SplitState) -> None:
        if tuple(self.published) != state.published:
            empty_layout(self._published)
            self.published = {}
            for number, one in enumerate(state.published):
                button = Button(plain(one.name), "normal", small=True)
                button.setCheckable(True)
                button.setToolTip(f"{plain(one.train.name)}, {plain(one.test.name)}")
                button.clicked.connect(
                    lambda checked, o=one: self.presenter.take_published(o if checked else None)
                )
                self.published[one] = button
                self._published.addWidget(button, number // 2, number % 2)
        for one, button in self.published.items():
            button.setChecked(one == state.official)

    def _choose_table(self) -> None:
        kinds = self.tr("Tables of file names ({patterns})").format(
            patterns="*.csv *.tsv *.txt *.gz"
        )
        title = self.tr("Choose one of the two tables")
        if chosen := choose_file(self, self._settings, "tables", title, kinds):
            self.presenter.take_table(chosen)

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
        chosen = sum(map(len, plan.shared.values()))  # nobody minds these
        color = "err" if plan.leaking else "text" if chosen else "ok"
        self.leaks.set_value(number(plan.leaking or chosen), color=color)
        self._show_banners(plan)
        self._fill(plan)

    def _show_banners(self, plan: api.SplitPlan) -> None:
        other = {kind: names for kind, names in plan.shared.items() if names}
        if plan.missing_scenes:
            names = ", ".join(map(api.display_name, plan.missing_scenes))
            title = self.tr("On one side only: {scenes}").format(scenes=names)
            sentence = self.tr("All their clips belong together. More places would help.")
            if plan.share is None:
                sentence = self.tr("The division was given so.")
            self._banners.addWidget(Banner("warn", title, sentence))
        if plan.leaking:
            title = self.tr("The result would look better than it is")
            some = ", ".join(map(plain, plan.leaking_groups[:FIRST_LEAKS]))
            sentence = self.tr("On both sides: {groups}").format(groups=some)
            self._banners.addWidget(Banner("err", title, sentence))
        elif plan.unreached:
            self._banners.addWidget(Banner("info", *self._unreached_words(plan)))
        if other and not plan.leaking:
            self._banners.addWidget(Banner("info", self._shared_words(other)))
        if plan.neither:
            one, many = self.tr("{n} clip is in neither"), self.tr("{n} clips are in neither")
            words = self.tr("Neither training nor the test will hear them.")
            self._banners.addWidget(Banner("info", counted(plan.neither, one, many), words))

    def _unreached_words(self, plan: api.SplitPlan) -> tuple[str, str]:
        """How many scenes miss their share, and why: the first of them as an example."""
        n, first = len(plan.unreached), plan.unreached[0]
        one, many = self.tr("{n} scene misses {p} %"), self.tr("{n} scenes miss {p} %")
        title = (one if n == 1 else many).format(n=n, p=round(100 * (plan.share or 0)))
        few = self.tr("{scene}: {clips} clips in {groups} groups, the smallest of {smallest}.")
        why = few.format(
            scene=self._scene_words(first.scene),
            clips=first.clips,
            groups=first.groups,
            smallest=first.smallest,
        )
        return title, f"{why} {self.tr('Groups stay whole: more places would help.')}"

    def _scene_words(self, name: str) -> str:
        return plain(api.display_name(name)) if name else self.tr("No scene")

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
        far = {one.scene for one in plan.unreached}
        rows = [
            (self._scene_words(name), sides, name in far) for name, sides in plan.scenes.items()
        ]
        rows += [
            (self.tr("Device {name}").format(name=plain(device_title(name))), sides, False)
            for name, sides in plan.devices.items()
            if name
        ]
        self.table.setRowCount(len(rows))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (name, sides, off) in enumerate(rows):
            self.table.setItem(row, 0, QTableWidgetItem(name))
            self.table.setRowHeight(row, theme.px(24))
            share = f"{100 * sides[1] / max(1, sum(sides)):.0f} %"
            for place, words in enumerate((*map(QLocale().toString, sides), share)):
                item = QTableWidgetItem(words)
                item.setTextAlignment(right)
                if off and words == share:
                    item.setForeground(theme.color("warn"))
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
