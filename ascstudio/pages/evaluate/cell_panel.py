"""The inspector: the clips of what is chosen, to be heard, and why a device is low."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.evaluate.figures import Decided, Evaluation
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.why_panel import WhyPanel
from ascstudio.pages.evaluate.words import Words
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import Mark, scene_title
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.matrix import FEW
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.rows import PlayRow, SidePanel
from ascstudio.widgets.texts import Label, Separator, empty_layout
from ascstudio.words import counted, numeral
from ml_core import api

SHOWN_CLIPS = 5
MORE_CLIPS = 40
WIDTH, WIDE = 288, 600


class CellPanel(SidePanel):
    """What was heard as what, how often, and each of those clips with a play button."""

    def __init__(self, presenter: EvaluatePresenter, thumbnails: Thumbnails) -> None:
        super().__init__("", WIDTH)
        self.setAccessibleName(self.tr("Clips of the cell"))
        self._presenter, self._thumbnails, self._words = presenter, thumbnails, Words()
        self._listed: tuple[object, ...] = ()
        self._columns, self._most = 1, SHOWN_CLIPS
        self.clip_rows: dict[int, PlayRow] = {}
        self._clips = QWidget()
        self._build_clips(QVBoxLayout(self._clips))
        self.why = WhyPanel(presenter)
        self._line = Separator()
        for part in (self._clips, self._line, self.why):
            self.column.addWidget(part)
        self.column.addStretch(1)
        thumbnails.arrived.connect(self._on_thumbnail)

    def _build_clips(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = Label("", "section", wrap=True)
        column.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._truth = MarkView(None)
        self._arrow = IconView("arrow-right", 14, "text3")
        self._heard = MarkView(None)
        self._count = Label("", "table", "text3", wrap=True)
        line.addWidget(self._truth)
        line.addWidget(self._arrow)
        line.addWidget(self._heard)
        line.addWidget(self._count, 1)
        column.addLayout(line)
        self.order = SegmentedControl(
            self.tr("Order"),
            [("surest", self.tr("Surest first")), ("unsure", self.tr("Least sure first"))],
        )
        self.order.chosen.connect(
            lambda key: self._presenter.sort_clips(surest_first=key == "surest")
        )
        column.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid = QGridLayout()
        self._grid.setSpacing(2)
        column.addLayout(self._grid)
        self.more_button = Button("", "ghost", "chevron-down", small=True)
        self.more_button.clicked.connect(self._show_more)
        column.addWidget(self.more_button)
        self.library_button = Button("", "normal", "library", small=True)
        self.library_button.clicked.connect(self._presenter.show_in_library)
        column.addWidget(self.library_button)

    def set_wide(self, *, wide: bool) -> None:
        """In a wide window the clips stand in two columns."""
        columns = 2 if wide else 1
        if columns != self._columns:
            self._columns, self._listed = columns, ()
            self.setFixedWidth(theme.px(WIDE if wide else WIDTH))
            self.show_state(self._presenter.state)

    def show_state(self, state: EvaluateState) -> None:
        """Show the chosen cell and its clips; on *Devices and scenes* the device first."""
        self._show_order(devices=state.tab == "devices")
        result, chosen = state.result, state.chosen
        marks = self._marks(state, result)
        for view, mark in zip((self._truth, self._heard), marks, strict=True):
            view.setVisible(mark is not None)
            if mark is not None:
                view.set_mark(mark[0])
                view.setToolTip(mark[1])
        self._arrow.setVisible(marks[1] is not None)
        self._count.setVisible(chosen is not None)
        for part in (self.order, self.library_button):
            part.setVisible(bool(state.clips))
        if result is None or chosen is None:
            self.title.setText(self.tr("Hear the mistakes"))
            self._count.setVisible(result is not None)
            self._count.setText(self.tr("Choose a cell: its clips are listed here to be heard."))
        else:
            self.title.setText(self._presenter.chosen_words())
            self._count.setText(self._counted(state, result))
        self.order.set_choice("surest" if state.surest_first else "unsure")
        one, many = self.tr("Show it in Library"), self.tr("Show all {n} in Library")
        self.library_button.setText(counted(len(state.clips), one, many))
        self._list_clips(state)
        self.why.show_state(state)
        self._line.setVisible(not self.why.isHidden())

    def _show_order(self, *, devices: bool) -> None:
        """The causes of a device stand below the clips, on *Devices and scenes* above them."""
        first, last = (self.why, self._clips) if devices else (self._clips, self.why)
        if self.column.indexOf(first) != 0:
            for part in (first, last):
                self.column.removeWidget(part)
            self.column.insertWidget(0, first)
            self.column.insertWidget(2, last)

    def _marks(
        self, state: EvaluateState, result: Evaluation | None
    ) -> tuple[tuple[Mark, str] | None, tuple[Mark, str] | None]:
        """What stands at both ends of the arrow."""
        chosen = state.chosen
        if result is None or chosen is None or chosen.kind == "cause":
            return None, None
        scene = (state.scene_marks[chosen.row], scene_title(result.scenes[chosen.row]))
        if chosen.kind == "cell":
            heard = (state.scene_marks[chosen.column], scene_title(result.scenes[chosen.column]))
            return scene, heard
        device = result.devices[chosen.column].device
        return scene, (state.device_marks[device], self._words.device(device))

    def _counted(self, state: EvaluateState, result: Evaluation) -> str:
        chosen, n = state.chosen, len(state.clips)
        clips = counted(n, self.tr("{n} clip"), self.tr("{n} clips"))
        if chosen is None or chosen.kind == "cause" or not n:
            return clips if n else self.tr("No clip.")
        if chosen.kind == "scene":
            wrong = sum(clip.scene != clip.predicted for clip in state.clips)
            few = self.tr(": too few to say") if n < FEW else ""
            return self.tr("{clips}, {wrong} wrong").format(clips=clips, wrong=wrong) + few
        device = result.device(chosen.device)
        counts = result.counts if device is None else device.counts
        total = int(counts[chosen.row].sum())
        if total < FEW:
            words = self.tr("{clips} of {total}: too few to say")
            return words.format(clips=clips, total=total)
        share = f"{100 * n / total:.0f}"
        return self.tr("{clips}, {share} %").format(clips=clips, share=share)

    def _list_clips(self, state: EvaluateState) -> None:
        listed = (state.clips, self._most)
        if listed != self._listed:
            if self._listed and self._listed[0] != state.clips:
                self._most = SHOWN_CLIPS
            self._listed = (state.clips, self._most)
            empty_layout(self._grid)
            self.clip_rows = {}
            for decided in state.clips[: self._most * self._columns]:
                self._add_row(decided, state)
        more = len(state.clips) > len(self.clip_rows) and self._most < MORE_CLIPS
        self.more_button.setVisible(more)
        self.more_button.setText(
            self.tr("Show {n} more").format(
                n=min(len(state.clips), MORE_CLIPS * self._columns) - len(self.clip_rows)
            )
        )
        for segment_id, row in self.clip_rows.items():
            row.set_playing(segment_id == state.playing)

    def _show_more(self) -> None:
        self._most = MORE_CLIPS
        self._list_clips(self._presenter.state)

    def _add_row(self, decided: Decided, state: EvaluateState) -> None:
        clip = self._presenter.row_of_clip(decided)
        if clip is None:
            return
        title = api.display_name(clip.location) if clip.location else clip.path.stem
        second = self._words.device(decided.device)
        mark = state.device_marks.get(decided.device)
        if state.chosen is not None and state.chosen.kind == "scene":
            heard = scene_title(decided.predicted)
            second = self.tr("heard as {scene}").format(scene=heard)
            result = state.result
            if result is not None:
                mark = state.scene_marks[result.scenes.index(decided.predicted)]
        row = PlayRow(title, second, numeral(decided.confidence, ".2f"), mark)
        row.set_log_mel(self._thumbnails.get(clip))
        row.played.connect(lambda: self._presenter.play(decided.segment_id))
        place = len(self.clip_rows)
        self._grid.addWidget(row, place // self._columns, place % self._columns)
        self.clip_rows[decided.segment_id] = row

    def _on_thumbnail(self, segment_id: int) -> None:
        if segment_id in self.clip_rows:
            picture = self._thumbnails.known(segment_id)
            self.clip_rows[segment_id].set_log_mel(picture)
