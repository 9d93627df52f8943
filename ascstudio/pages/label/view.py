"""The Label page on screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.label.commands import commands_of, gestures
from ascstudio.pages.label.decide import SceneKeys, SuggestionBar
from ascstudio.pages.label.ending import Ending
from ascstudio.pages.label.inspector import Inspector
from ascstudio.pages.label.listening import ClipHearing
from ascstudio.pages.label.presenter import LabelPresenter
from ascstudio.pages.label.queue_panel import ClipQueuePanel
from ascstudio.pages.label.stage import Stage
from ascstudio.pages.label.state import LabelState
from ascstudio.pages.label.transport import Transport
from ascstudio.project.pictures import RecordingShown
from ascstudio.widgets.canvas.segments import SegmentSpan
from ascstudio.widgets.rows import Drawer
from ascstudio.widgets.texts import Label, Separator
from ascstudio.words import counted
from ml_core import api

FEWEST_LABELS = 20  # before that there is nothing to compare a label with
LOW_BELOW = 400  # page height at 100 % text: tools give way to the sound, they have keys
NEW_SEGMENT_S = 1.0  # of a segment made at the cursor


class LabelPage(Page):
    """Queue, sound with suggestion and scene keys, inspector."""

    page_id = "label"
    icon = "label"
    group = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = LabelPresenter(context)
        session = context.session
        self.queue = ClipQueuePanel(session.thumbnails)
        self.stage = Stage(context.settings)
        self.transport = Transport(context.settings)
        self.hearing = ClipHearing(context)
        self.suggestion = SuggestionBar()
        self.keys = SceneKeys()
        self.inspector = Inspector(session.thumbnails)
        self._snap = True
        self._model_view = self._low = False
        self._front = False
        self._build()
        self._connect()
        self.setFocusProxy(self.queue.list)
        self.show_state(self.presenter.state)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        queue_line, line = Separator(vertical=True), Separator(vertical=True)
        row.addWidget(self.queue)
        row.addWidget(queue_line)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_middle())
        self.ending = Ending()
        self._stack.addWidget(self.ending)
        row.addWidget(self._stack, 1)
        row.addWidget(line)
        row.addWidget(self.inspector)
        self.drawer = Drawer(self, (line, self.inspector))
        self.drawer.changed.connect(self.tell_head)
        self.queue_drawer = Drawer(self, (queue_line, self.queue), narrow_below=800)

    def _build_middle(self) -> QWidget:
        middle = QFrame()
        middle.setObjectName("panel")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addWidget(Separator())
        column.addWidget(self.transport)
        column.addWidget(Separator())
        column.addWidget(self.suggestion)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 12)
        foot.setSpacing(6)
        self._hint = Label("", "table", "text2", wrap=True)
        self._hint.hide()
        foot.addWidget(self._hint)
        foot.addWidget(self.keys)
        column.addLayout(foot)
        return middle

    def _connect(self) -> None:
        presenter, canvas, session = self.presenter, self.stage.canvas, self.context.session
        presenter.changed.connect(self.show_state)
        presenter.clip_shown.connect(self._on_clip)
        presenter.help.changed.connect(self._show_model)
        self.queue.queue_chosen.connect(self._on_queue)
        self.queue.list.wanted.connect(presenter.show_clip)
        self.queue.list.locate_wanted.connect(self._locate)
        self.queue.listen_wanted.connect(presenter.help.listen)
        self.queue.stop_wanted.connect(presenter.help.stop_listening)
        self.ending.page_wanted.connect(lambda page: self.context.go(page))
        self.ending.locate_wanted.connect(self._locate)
        self.ending.queue_wanted.connect(self._on_queue)
        self.ending.errors_wanted.connect(presenter.find_doubtful)
        self.keys.wanted.connect(presenter.label_scene)
        self.keys.typing_ended.connect(self._back_to_page)
        self.suggestion.accepted.connect(presenter.accept)
        self.stage.failed.connect(presenter.audio_missing)
        self.stage.tools.undo_wanted.connect(session.undo)
        self.stage.tools.redo_wanted.connect(session.redo)
        self.stage.tools.view_chosen.connect(lambda _: self.toggle_model())
        self.stage.tools.tool_chosen.connect(self._on_tool)
        canvas.segment_chosen.connect(presenter.choose_segment)
        canvas.selected.connect(self._on_selected)
        canvas.segment_moved.connect(presenter.move_segment)
        canvas.segment_drawn.connect(presenter.draw)
        canvas.seeked.connect(self.hearing.seek)
        self.transport.play_wanted.connect(self.hearing.toggle)
        self.transport.previous_wanted.connect(lambda: presenter.step(-1))
        self.transport.next_wanted.connect(lambda: presenter.step(1))
        self.inspector.state_wanted.connect(presenter.set_state)
        self.inspector.noted.connect(presenter.write_note)
        for leaving in (self.inspector.clip_wanted, self.inspector.similar_wanted):
            leaving.connect(self._back_to_page)  # what was pressed goes with the clip
        self.inspector.clip_wanted.connect(lambda one: presenter.walk([one], ""))
        self.inspector.similar_wanted.connect(presenter.show_similar)
        self.inspector.back_wanted.connect(self._back_to_page)
        self.transport.loop_wanted.connect(self.hearing.toggle_loop)
        self.transport.speed_wanted.connect(self.hearing.set_speed)
        self.hearing.moved.connect(self._on_moved)
        self.hearing.changed.connect(self._on_hearing)
        self.hearing.failed.connect(self._on_not_heard)
        self.stage.opened.connect(self._on_opened)
        session.closed.connect(self._on_project_closed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    # What the window draws around the page

    def title(self) -> str:
        """The page's name."""
        return self.tr("Label")

    def fact(self) -> str:
        """How much is left."""
        state = self.presenter.state
        if not state.ready or state.empty:
            return ""
        one, many = self.tr("{n} clip without a label"), self.tr("{n} clips without a label")
        return counted(state.n_open, one, many)

    def head_actions(self) -> Sequence[Action]:
        """What leads on from labelling."""
        keys = Action("label.keys", self.tr("Keys"), self.context.keys_wanted.emit,
                      icon="keyboard", kind="ghost")  # fmt: skip
        find = Action(
            "label.errors", self.tr("Find label errors"), self.presenter.find_doubtful,
            icon="doctor", menu="edit", reason=self._errors_reason,
        )  # fmt: skip
        return (keys, find)

    def commands(self) -> Sequence[Action]:
        """Every key of the page."""
        return [self.head_actions()[-1], *commands_of(self)]

    def gestures(self) -> Sequence[tuple[str, str, str]]:
        """What wheel and drag do."""
        return gestures()

    def toast_lift(self) -> int:
        """A toast stands over the sound: below are the keys."""
        return self.height() - self.stage.height() if self._stack.currentIndex() == 0 else 0

    def regions(self) -> Sequence[QWidget]:
        """Queue, sound, decisions, inspector."""
        return (self.queue.list, self.stage.canvas, self.keys, self.inspector)

    def banners(self) -> Sequence[BannerText]:
        """Clips that cannot be heard."""
        n = len(self.presenter.state.missing)
        if not n:
            return ()
        title = counted(n, self.tr("{n} clip has no audio"), self.tr("{n} clips have no audio"))
        one = self.tr("It is passed over. Labels are safe.")
        sentence = counted(n, one, self.tr("They are passed over. Labels are safe."))
        go = (self.tr("Locate audio…"), self._locate)
        return (BannerText("warn", title, sentence, (go,)),)

    def receive(self, argument: object) -> None:
        """Walk clips that were found elsewhere."""
        clips, title = argument, self.tr("Chosen clips")
        if isinstance(argument, dict):
            clips, title = argument.get("clips"), str(argument.get("title", title))
        if isinstance(clips, tuple | list):
            self.presenter.walk(tuple(int(one) for one in clips), title)

    def entered(self) -> None:
        """Show the clip one stands at."""
        self._front = True
        self.presenter.help.look()
        self._on_clip(self.presenter.state.clip)

    def left(self) -> None:
        """Keep what was typed and how today went."""
        self._front = False
        self.inspector.note.keep()
        self.presenter.keep_pace()
        self.hearing.player.pause()

    def closeEvent(self, event: QEvent) -> None:
        """Close the recordings."""
        self.stage.shut_down()
        self.presenter.help.shut_down()
        self.hearing.player.shut_down()
        self.transport.shut_down()
        super().closeEvent(event)  # type: ignore[arg-type]

    # Showing

    def show_state(self, state: LabelState) -> None:
        """The only place that changes the widgets after construction."""
        self.queue.show_state(state)
        middle = not state.ready or state.clip is not None
        self._stack.setCurrentIndex(0 if middle else 1)
        if not middle:
            self.ending.show_state(state, errors=not self._errors_reason())
        self.stage.show_segments(state)
        self.suggestion.show_state(state)
        self.keys.set_scenes(state.scenes, state.marks, self.presenter.help.scenes)
        self.keys.set_lit(self._lit_scene(state))
        self.inspector.show_state(state)
        self.transport.show_stretch(self.stretch())
        session = self.context.session
        self.stage.tools.view.setEnabled(not self.model_reason())
        self.stage.tools.view.setToolTip(self.model_reason())
        self.stage.tools.show_undo(session.undo_text(), session.redo_text())
        self._show_hint(state)
        self.tell_head()

    def _lit_scene(self, state: LabelState) -> str | None:
        """The scene that stands out: of the segment, of the clip, or the suggested one."""
        if state.chosen is not None:
            segment = state.table.clip(state.chosen)
            return segment.scene if segment else None
        if state.clip is None or state.blind:
            return None
        return state.clip.scene or (state.guess.scene if state.guess else None)

    def _show_hint(self, state: LabelState) -> None:
        self._hint.setVisible(state.hint and state.clip is not None and not self._low)
        if not state.hint:
            return
        lines = [
            self.tr("Listen with Space, then press the key of the scene: the next clip comes."),
            self.tr("Not sure: R. Not usable: X. Wrong key: Ctrl+Z goes back."),
            self.tr("All keys: ?"),
        ]
        if not state.scenes:
            lines[0] = self.tr("Press / and type the name of the scene that you hear.")
        self._hint.setText("\n".join(lines))

    # Keys

    def accept(self) -> None:
        """Take the suggestion; at the end of the queue, do what the end offers."""
        if self.presenter.state.finished and self.ending.shown.primary is not None:
            self.ending.shown.primary.click()
        else:
            self.presenter.accept()

    def type_scene(self) -> None:
        """Open the field in which a scene is typed."""
        self.keys.type_scene()

    def edit_note(self) -> None:
        """Put the cursor into the note."""
        self.drawer.open()
        self.inspector.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def new_segment(self) -> None:
        """A segment of the selection, or a second at the cursor."""
        canvas, clip = self.stage.canvas, self.presenter.state.clip
        if clip is None or canvas.view.duration_s <= 0:
            return
        start, stop = canvas.selection or (
            canvas.cursor_s,
            min(canvas.cursor_s + NEW_SEGMENT_S, canvas.view.duration_s),
        )
        if stop > start:
            self.presenter.draw(SegmentSpan(start, stop))

    def toggle_snap(self) -> None:
        """Let edges be drawn to each other, or not."""
        self._snap = not self._snap
        self.stage.canvas.set_snap(self._snap)
        self.context.noted.emit(
            self.tr("Edges snap.") if self._snap else self.tr("Edges move freely.")
        )

    def play_selection(self) -> None:
        """Hear what is selected; without a selection, the clip from its beginning."""
        stretch = self.stretch()
        if stretch is not None:
            self.hearing.play_stretch(*stretch)
        else:
            self.hearing.seek(self.stage.canvas.home[0])
            self.hearing.toggle()

    def jump(self, by_s: float) -> None:
        """Go back or forward while it plays on."""
        at = self.hearing.cursor_s + by_s
        self.hearing.seek(min(max(0.0, at), self.stage.canvas.view.duration_s))

    def stretch(self) -> tuple[float, float] | None:
        """What is selected: a segment or a stretch."""
        state = self.presenter.state
        place = state.segments.place_of(state.chosen)
        if place is None:
            return state.selection
        span = state.segments.span(place)
        return span.start_s, span.stop_s

    def toggle_model(self) -> None:
        """Show what the model sees, or the sound again."""
        self._model_view = not self._model_view
        self._show_model()

    def _show_model(self) -> None:
        bundle = self.presenter.help.bundle
        self._model_view = self._model_view and bundle is not None
        front_end = bundle.manifest.front_end if bundle is not None and self._model_view else None
        self.stage.show_model(front_end)

    def next_colours(self) -> None:
        """Take the next colour map."""
        maps = ("", *theme.MAPS)
        settings = self.context.settings
        at = maps.index(settings.text("spectrogram.colour_map"))
        settings.set("spectrogram.colour_map", maps[(at + 1) % len(maps)])

    def toggle_inspector(self) -> None:
        """Show or hide the right side."""
        self.drawer.toggle()

    def toggle_queue(self) -> None:
        """Show or hide the left side."""
        self.queue_drawer.toggle()

    # Why a command is impossible

    def clip_reason(self) -> str:
        """Without a clip most keys mean nothing."""
        return "" if self.presenter.state.clip is not None else self.tr("There is no clip here.")

    def accept_reason(self) -> str:
        """Accepting needs a suggestion, or an end of the queue that offers something."""
        state = self.presenter.state
        if state.finished or (state.guess is not None and not state.blind):
            return ""
        return self.tr("There is no suggestion for this clip.")

    def segment_reason(self) -> str:
        """Edges belong to a segment."""
        chosen = self.presenter.state.chosen
        return "" if chosen is not None else self.tr("Choose a segment first.")

    def any_segment_reason(self) -> str:
        """There may be none."""
        return "" if len(self.presenter.state.segments) else self.tr("There is no segment here.")

    def similar_reason(self) -> str:
        """Likeness is known only of clips that were listened to."""
        if self.presenter.state.alike:
            return ""
        return self.tr("Nothing has listened to this clip yet.")

    def model_reason(self) -> str:
        """What a model sees needs a model."""
        if self.presenter.help.bundle is not None:
            return ""
        return self.tr("There is no bundle to look through.")

    def _errors_reason(self) -> str:
        advice = self.presenter.help.advice
        if advice.space is None:
            return self.tr("Nothing has listened to the clips yet.")
        if self.presenter.labelled < FEWEST_LABELS:
            return self.tr("Label at least {n} clips first.").format(n=FEWEST_LABELS)
        return ""

    # From the parts

    def _on_clip(self, clip: api.ClipRow | None) -> None:
        if not self._front:
            return
        self.stage.show_clip(clip)
        if clip is None:
            self.hearing.clear()
        order = self.presenter.state.order
        following = order.ids[order.place + 1 : order.place + 2]
        for one in following:
            ahead = self.presenter.state.table.clip(int(one))
            if ahead is not None and clip is not None and ahead.path != clip.path:
                self.stage.prepare(ahead)

    def _locate(self) -> None:
        self.context.run("library.locate")

    def _on_project_closed(self) -> None:
        self.stage.show_clip(None)
        self.stage.pictures.close_all()
        self.hearing.clear()

    def _on_tool(self, tool: str) -> None:
        words = {
            "cursor": self.tr("Drag to select a stretch, then Ctrl+B or the key of a scene."),
            "region": self.tr("Drag to draw a segment; hold Shift for a frequency band as well."),
            "hand": self.tr("Drag to move the view."),
        }
        self.context.noted.emit(words[tool])

    def _on_selected(self, stretch: tuple[float, float] | None) -> None:
        self.presenter.select(stretch)
        if stretch is not None:
            words = self.tr("Ctrl+B makes a segment of it, the key of a scene labels it so.")
            self.context.noted.emit(words)

    def _on_opened(self, clip: api.ClipRow, recording: RecordingShown) -> None:
        self.presenter.audio_found()
        self.transport.hope()
        self.hearing.show_clip(clip, recording, by_itself=self.presenter.begun)
        self.transport.show_time(self.hearing.cursor_s, recording.duration_s)

    def _on_queue(self, kind: str) -> None:
        self.presenter.choose_queue(
            "all" if kind == "all" else "flagged" if kind == "flagged" else "useful"
        )

    def _on_moved(self, time_s: float) -> None:
        canvas = self.stage.canvas
        canvas.set_cursor(time_s, follow=self.hearing.playing)
        self.transport.show_time(time_s, canvas.view.duration_s)

    def _on_not_heard(self, problem: str) -> None:
        self.transport.say(problem)
        self.context.refused.emit(problem)  # the bar has no room for the sentence

    def _on_hearing(self) -> None:
        self.transport.show_playing(self.hearing.playing)
        self.transport.show_loop(self.hearing.loop)
        self.transport.show_speed(self.hearing.speed)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keys of scenes are dead while one types."""
        self.keys.set_hollow(isinstance(now, QLineEdit | QPlainTextEdit))

    def _back_to_page(self) -> None:
        self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: keys mean the clip again."""
        if event.key() == Qt.Key.Key_Escape:
            self.presenter.whole()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit narrow and wide windows."""
        super().resizeEvent(event)
        self.queue.set_width(self.width())
        low = self.height() < theme.px(LOW_BELOW)
        if low != self._low:
            self._low = low
            self.stage.set_low(low)
            self.keys.set_low(low)
            self._show_hint(self.presenter.state)
