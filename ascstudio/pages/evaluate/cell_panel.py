"""The clips of a cell of the matrix, to be heard."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ascstudio.pages.evaluate.figures import FEW, Decided, Evaluation
from ascstudio.pages.evaluate.presenter import EvaluatePresenter, EvaluateState
from ascstudio.project.clip_model import device_title
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import scene_title
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.rows import PlayRow, SidePanel
from ascstudio.widgets.texts import Label, empty_layout
from ml_core import api

SHOWN_CLIPS = 40


class CellPanel(SidePanel):
    """What was heard as what, how often, and each of those clips with a play button."""

    def __init__(self, presenter: EvaluatePresenter, thumbnails: Thumbnails) -> None:
        super().__init__("", 288)
        self.setAccessibleName(self.tr("Clips of the cell"))
        self._presenter, self._thumbnails = presenter, thumbnails
        self._listed: tuple[Decided, ...] = ()
        self.clip_rows: dict[int, PlayRow] = {}
        self.title = Label("", "section", wrap=True)
        self.column.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._truth = MarkView(None, "", "table")
        self._arrow = IconView("arrow-right", 14, "text3")
        self._heard = MarkView(None, "", "table")
        line.addWidget(self._truth)
        line.addWidget(self._arrow)
        line.addWidget(self._heard)
        line.addStretch(1)
        self.column.addLayout(line)
        self._cell_words = Label("", "table", "text3", wrap=True)
        self.column.addWidget(self._cell_words)
        self.order = SegmentedControl(
            self.tr("Order"),
            [("surest", self.tr("Surest first")), ("unsure", self.tr("Least sure first"))],
        )
        self.order.chosen.connect(
            lambda key: self._presenter.sort_clips(surest_first=key == "surest")
        )
        self.column.addWidget(self.order)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.column.addLayout(self._list)
        self.library_button = Button("", "normal", "library", small=True)
        self.library_button.clicked.connect(self._presenter.show_in_library)
        self.column.addWidget(self.library_button)
        self.column.addStretch(1)
        thumbnails.arrived.connect(self._on_thumbnail)

    def show_state(self, state: EvaluateState) -> None:
        """Show the chosen cell and its clips."""
        result, cell = state.result, state.cell
        chosen = result is not None and cell is not None
        for widget in (self._truth, self._arrow, self._heard):
            widget.setVisible(chosen)
        self.order.setVisible(bool(state.cell_clips))
        self.library_button.setVisible(bool(state.cell_clips))
        if result is None or cell is None:
            self.title.setText(self.tr("Hear the mistakes"))
            self._cell_words.setText(
                self.tr("Choose a cell of the matrix: its clips are listed here to be heard.")
            )
        else:
            self.title.setText(self._presenter.cell_words())
            for view, index in ((self._truth, cell[0]), (self._heard, cell[1])):
                view.set_mark(state.scene_marks[index], scene_title(result.scenes[index]))
            self._cell_words.setText(self._cell_count(state, result))
        self.order.set_choice("surest" if state.surest_first else "unsure")
        self.library_button.setText(
            self.tr("Show all {n} in Library").format(n=len(state.cell_clips))
        )
        self._list_clips(state)

    def _cell_count(self, state: EvaluateState, result: Evaluation) -> str:
        row = state.cell[0] if state.cell is not None else 0
        device = next((one for one in result.devices if one.device == state.device), None)
        total = int((device.counts if device is not None else result.counts)[row].sum())
        n = len(state.cell_clips)
        if not n:
            return self.tr("No clip.")
        share = f"{100 * n / max(total, 1):.0f}"
        words = self.tr("{n} of {total} clips, {share} %").format(n=n, total=total, share=share)
        return words + (self.tr(": too few to say") if total < FEW else "")

    def _list_clips(self, state: EvaluateState) -> None:
        if state.cell_clips != self._listed:
            self._listed = state.cell_clips
            empty_layout(self._list)
            self.clip_rows = {}
            for decided in state.cell_clips[:SHOWN_CLIPS]:
                self._add_row(decided, state)
        for segment_id, row in self.clip_rows.items():
            row.set_playing(segment_id == state.playing)

    def _add_row(self, decided: Decided, state: EvaluateState) -> None:
        clip = self._presenter.row_of_clip(decided)
        if clip is None:
            return
        title = api.display_name(clip.location) if clip.location else clip.path.stem
        device = device_title(decided.device) if decided.device else self.tr("device not known")
        row = PlayRow(
            title, device, f"{decided.confidence:.2f}", state.device_marks.get(decided.device)
        )
        row.set_log_mel(self._thumbnails.get(clip))
        row.played.connect(lambda: self._presenter.play(decided.segment_id))
        self._list.addWidget(row)
        self.clip_rows[decided.segment_id] = row

    def _on_thumbnail(self, segment_id: int) -> None:
        if segment_id in self.clip_rows:
            picture = self._thumbnails.known(segment_id)
            self.clip_rows[segment_id].set_log_mel(picture)
