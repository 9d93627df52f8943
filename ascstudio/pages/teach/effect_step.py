"""Step 2 on screen: what the place would change, before anything is saved."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.pages.teach.parts import TakenRow
from ascstudio.pages.teach.presenter import TeachPresenter
from ascstudio.pages.teach.state import Closeness, Effect, Heard, TeachState
from ascstudio.project.clip_model import device_title
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import scene_title
from ascstudio.widgets.rows import PlayRow
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import Figure, Label, Panel, Separator, empty_layout
from ascstudio.words import numeral

FULL = 0.034  # the scale of what is taken reaches at least this share
MOST_ROWS, FEW_ROWS = 8, 4  # scenes that lose something; at least so many are shown


class EffectStep(QWidget):
    """Three figures, what is taken from whom, those clips to hear, how sure it must be."""

    def __init__(self, presenter: TeachPresenter, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.presenter, self._thumbnails = presenter, thumbnails
        self._shown_taken: tuple[Closeness, ...] | None = None
        self._shown_heard: tuple[Heard, ...] | None = None
        self.clip_rows: dict[int, PlayRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._build_figures())
        column.addWidget(self._build_taken())
        column.addWidget(self._build_sureness())
        column.addStretch(1)
        thumbnails.arrived.connect(self._on_thumbnail)

    def _build_figures(self) -> Panel:
        card = Panel()
        row = QHBoxLayout()
        row.setSpacing(20)
        self.figures = {
            "recognised": Figure(self.tr("is recognised")),
            "unknown": Figure(self.tr("become Unknown")),
            "points": Figure(self.tr("points for known scenes")),
        }
        for n, figure in enumerate(self.figures.values()):
            if n:
                row.addWidget(Separator(vertical=True))
            row.addWidget(figure, 1)
        card.body.addLayout(row)
        return card

    def _build_taken(self) -> Panel:
        self._taken_card = Panel("", self.tr("line: 1 % limit"))
        self._taken = QVBoxLayout()
        self._taken.setSpacing(6)
        self._taken_card.body.addLayout(self._taken)
        self._hear = QWidget()
        column = QVBoxLayout(self._hear)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(Separator())
        column.addWidget(Label(self.tr("Hear the clips it would take"), "strong"))
        self._clips = QHBoxLayout()
        self._clips.setSpacing(10)
        column.addLayout(self._clips)
        self._taken_card.body.addWidget(self._hear)
        return self._taken_card

    def _build_sureness(self) -> Panel:
        self._sure_card = Panel(self.tr("How sure must it be?"), " ")
        self.sureness = WordSlider(
            self.tr("How sure must it be?"),
            self.tr("Lenient: finds it more often"),
            self.tr("Strict: takes less from others"),
        )
        self.sureness.changed.connect(self.presenter.set_threshold)
        self._sure_card.body.addWidget(self.sureness)
        return self._sure_card

    def show_state(self, state: TeachState) -> None:
        """Show the effect, if there is one."""
        if state.effect is None:
            return
        self._show_figures(state, state.effect)
        self._show_taken(state, state.effect)
        self._show_clips(state)
        at_least = self.tr("similarity at least {value}")
        self._sure_card.set_hint(at_least.format(value=numeral(state.effect.threshold, ".2f")))
        self.sureness.set_value(state.sureness)

    def _show_figures(self, state: TeachState, effect: Effect) -> None:
        self.figures["recognised"].set_caption(
            self.tr("{name} is recognised").format(name=state.name)
        )
        self.figures["recognised"].set_value(
            f"{100 * effect.recognised:.0f} %",
            self.tr("of {n} s, each held out").format(n=effect.n_support),
        )
        self.figures["unknown"].set_value(
            f"{100 * effect.unknown:.0f} %", self.tr("with the present strictness")
        )
        points = numeral(effect.points, "+.1f").replace("-", "−")
        between = self.tr("{before} to {after} % on the reference clips").format(
            before=numeral(100 * effect.before, ".1f"), after=numeral(100 * effect.after, ".1f")
        )
        warned = effect.points < -1.0
        self.figures["points"].set_value(points, between, "warn" if warned else "text")

    def _show_taken(self, state: TeachState, effect: Effect) -> None:
        self._taken_card.set_title(
            self.tr("What {name} would take from scenes you have").format(name=state.name)
        )
        if effect.taken == self._shown_taken:
            return
        self._shown_taken = effect.taken
        empty_layout(self._taken)
        full = max(FULL, *(row.share for row in effect.taken)) if effect.taken else FULL
        some = max(FEW_ROWS, sum(row.share > 0 for row in effect.taken))
        n = min(len(effect.taken), MOST_ROWS, some)
        for row in effect.taken[:n]:
            self._taken.addWidget(TakenRow(row, full))
        if left := len(effect.taken) - n:
            words = self.tr("Nothing of the others")
            if most := 100 * effect.taken[n].share:
                words = self.tr("At most {share} % of each of the {n} others").format(
                    share=numeral(most, ".1f"), n=left
                )
            self._taken.addWidget(Label(words, "table", "text3"))

    def _show_clips(self, state: TeachState) -> None:
        self._hear.setVisible(bool(state.heard))
        if state.heard != self._shown_heard:
            self._shown_heard = state.heard
            empty_layout(self._clips)
            self.clip_rows = {}
            for heard in state.heard:
                self._add_clip(heard)
        for segment_id, row in self.clip_rows.items():
            row.set_playing(segment_id == state.playing)

    def _add_clip(self, heard: Heard) -> None:
        clip = heard.clip
        scene = scene_title(clip.scene or "")
        words = self.tr("{scene}, device {device}")
        if clip.device:
            scene = words.format(scene=scene, device=device_title(clip.device))
        row = PlayRow(
            clip.path.stem,
            scene,
            numeral(heard.cosine, ".2f"),
            heard.mark,
        )
        row.set_log_mel(self._thumbnails.get(clip))
        row.played.connect(lambda: self.presenter.play(clip.segment_id))
        self._clips.addWidget(row, 1)
        self.clip_rows[clip.segment_id] = row

    def _on_thumbnail(self, segment_id: int) -> None:
        if segment_id in self.clip_rows:
            self.clip_rows[segment_id].set_log_mel(self._thumbnails.known(segment_id))
