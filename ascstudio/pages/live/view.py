"""Live on screen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.live.cards import CardDialog, DecisionCard, RibbonCard
from ascstudio.pages.live.hearing_card import HearingCard
from ascstudio.pages.live.inspector import Inspector
from ascstudio.pages.live.microphone_dialog import MicrophoneDialog
from ascstudio.pages.live.pace_dialog import PaceDialog
from ascstudio.pages.live.presenter import LivePresenter
from ascstudio.pages.live.scene_dialog import SceneDialog
from ascstudio.pages.live.state import LiveViewState
from ascstudio.theme import scene_key, scene_title
from ascstudio.widgets import choosing
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.messages import EmptyState
from ascstudio.widgets.meters import ScoreBars, ScoreRow
from ascstudio.widgets.rows import Drawer, ScrollColumn
from ascstudio.widgets.texts import Label, Panel, Separator
from ml_core import api

LOW_UNDER = 600
"""Height of the page under which it shows three scores."""
LOW_ROWS = 3


class LivePage(Page):
    """Decision, scores, spectrogram, ribbon; the inspector holds input, pace and bundle."""

    page_id = "live"
    icon = "live"
    group = 2
    needs_project = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = LivePresenter(context)
        self.presenting = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QWidget()
        around = QVBoxLayout(middle)
        around.setContentsMargins(20, 14, 16, 16)
        self._stack = QStackedLayout()
        around.addLayout(self._stack)
        self._stack.addWidget(self._build_idle())
        self._stack.addWidget(ScrollColumn(self._build_listening(), self.tr("What is heard")))
        row.addWidget(middle, 1)
        self._line, self.inspector = Separator(vertical=True), Inspector(self.presenter)
        self.inspector.card_wanted.connect(self.show_card)
        self.inspector.check_wanted.connect(self.check_microphone)
        self.inspector.curve_wanted.connect(self.show_curve)
        row.addWidget(self._line)
        row.addWidget(self.inspector)
        self.drawer = Drawer(self, (self._line, self.inspector))
        self.drawer.changed.connect(self.tell_head)
        self.presenter.changed.connect(self.show_state)
        self.presenter.levelled.connect(self.inspector.show_level)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Live")

    def fact(self) -> str:
        """Whether it listens."""
        return self.presenter.state.fact or self.tr("Not listening")

    def head_actions(self) -> Sequence[Action]:
        """Teach, and stop while listening; the one *Start listening* is in the middle."""
        state = self.presenter.state
        foreign = state.is_unknown and state.phase == "listening"
        teach = Action(
            "live.teach", self.tr("Teach this place"), self.presenter.teach, "T", "teach", "live",
            kind="primary" if foreign else "normal", reason=self._bundle_reason,
        )  # fmt: skip
        shown = (self._drawer_action(), teach) if self.drawer.narrow else (teach,)
        if self.presenter.state.phase == "ended":
            again = Action(
                "live.again", self.tr("Start again"), self.presenter.start, icon="play-fill",
                menu="live", kind="primary", reason=self._bundle_reason,
            )  # fmt: skip
            return (*shown, again)
        if not self.presenter.state.listening:
            return shown
        stop = Action(
            "live.stop", self.tr("Stop listening"), self.presenter.stop, icon="stop", menu="live"
        )
        return (*shown, stop)

    def _drawer_action(self) -> Action:
        return Action(
            "live.inspector",
            self.tr("Input and bundle"),
            self.drawer.toggle,
            "I",
            "sliders",
            "view",
        )

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        found = [action for action in self.head_actions() if action.key != "live.inspector"]
        sixty = self.tr("Thirty frames a second") if self.presenter.sixty else ""
        return (
            *found,
            self._drawer_action(),
            Action(
                "live.toggle", self.tr("Start or stop listening"), self.presenter.toggle,
                shortcut="Space", icon="microphone", menu="live", reason=self._bundle_reason,
            ),
            Action(
                "live.file", self.tr("Use a sound file instead…"), self.choose_file,
                icon="file-audio", menu="live", reason=self._bundle_reason,
            ),
            Action(
                "live.folder", self.tr("Watch a folder for recordings…"), self.choose_folder,
                icon="folder", menu="live", reason=self._bundle_reason,
            ),
            Action(
                "live.evidence", self.tr("Show or hide the evidence"),
                self.hearing_card.toggle_evidence, "E", "eye", "live",
            ),
            Action(
                "live.check", self.tr("Check my microphone…"), self.check_microphone,
                icon="device", menu="live", reason=self._bundle_reason,
            ),
            Action(
                "live.curve", self.tr("Delay against false changes…"), self.show_curve,
                icon="level", menu="live", reason=self._bundle_reason,
            ),
            Action(
                "live.present", self.tr("Presentation: decision and spectrogram only"),
                self.toggle_presentation, "P", "eye", "view",
            ),
            Action(
                "live.sixty", sixty or self.tr("Sixty frames a second"), self._toggle_sixty,
                icon="spectrogram", menu="view",
            ),
            *self._keeping_commands(),
            *self._ribbon_commands(),
        )  # fmt: skip

    def _ribbon_commands(self) -> list[Action]:
        """Walk the last ten minutes, and hear a block again."""
        group, ribbon = self.tr("Last 10 minutes"), self.ribbon
        return [
            Action("live.earlier", self.tr("Earlier block"), partial(ribbon.walk, -1), "Left",
                   group=group),
            Action("live.later", self.tr("Later block"), partial(ribbon.walk, 1), "Right",
                   group=group),
            Action("live.play", self.tr("Hear the block again"), ribbon.play, "Return | Enter",
                   "play", group=group),
        ]  # fmt: skip

    def _keeping_commands(self) -> list[Action]:
        """One key saves what was just heard, and says what it was."""
        group, reason = self.tr("What was just heard"), self.presenter.keeping.reason
        made = [
            Action(
                "live.save", self.tr("Save what was just heard"), self.presenter.save, "Ctrl+S",
                "save", "live", reason=reason, group=group,
            ),
            Action(
                "live.all", self.tr("It was another scene…"), self.ask_scene, "/", "label", "live",
                reason=reason, group=group,
            ),
        ]  # fmt: skip
        scenes = self.presenter.scenes_to_say()
        for n, scene in enumerate(scenes):
            if not scene_key(n):
                break
            line = self.tr("It was scene 1 to 10") if n < 10 else self.tr("Scenes from 11 on")
            more = " | ".join(scene_key(k) for k in range(10, len(scenes)))
            made.append(
                Action(
                    f"live.scene{n}", self.tr("It was {scene}").format(scene=scene_title(scene)),
                    partial(self._correct, scene), scene_key(n), group=group, line=line,
                    caps="1 | – | 0" if n < 10 else more, reason=reason,
                )
            )  # fmt: skip
        return made

    def banners(self) -> Sequence[BannerText]:
        """The starter's note, a lost microphone, an error."""
        state = self.presenter.state
        if state.notice is not None:
            actions: tuple[tuple[str, Callable[[], object]], ...] = ()
            if state.notice.state == "warn":
                actions = (
                    (self.tr("Choose another"), self.choose_device),
                    (self.tr("Use a file…"), self.choose_file),
                )
            notice = state.notice
            return (BannerText(notice.state, notice.title, notice.sentence, actions),)
        if state.bundle is None:
            return (
                BannerText(
                    "info",
                    self.tr("There is no bundle to listen with"),
                    self.tr("A bundle is one file with everything a model needs. Train one."),
                    ((self.tr("Go to Train"), lambda: self.context.go("train")),),
                ),
            )
        if state.starter and not state.listening:
            return (
                BannerText(
                    "info",
                    self.tr("Listening with the starter bundle"),
                    self.tr(
                        "A small model for everyday scenes. It has not heard your microphone or"
                        " your places: teach it one, or train your own."
                    ),
                    ((self.tr("What it knows"), self.show_card),),
                ),
            )
        return ()

    def receive(self, argument: object) -> None:
        """Listen with a bundle, or start at once when asked to *Just listen*."""
        if isinstance(argument, Path):
            self.presenter.choose_bundle(argument)

    def entered(self) -> None:
        """Look which microphones there are."""
        self.presenter.entered()

    def left(self) -> None:
        """Listening goes on; nobody looks at the list of microphones."""
        self.presenter.left()

    def showEvent(self, event: QShowEvent) -> None:
        """The sound can be seen: draw it."""
        super().showEvent(event)
        self.window().installEventFilter(self)  # once, however often: Qt moves it to the front
        self.hearing_card.look_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A minimised window is not seen either, though its page stays as it was."""
        if event.type() == QEvent.Type.WindowStateChange and self.isVisible():
            if self.window().isMinimized():
                self.presenter.watch(watched=False)
            else:
                self.hearing_card.look_anew()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the sound: decisions go on, drawing does not."""
        super().hideEvent(event)
        self.presenter.watch(watched=False)

    # Building

    def _build_idle(self) -> QWidget:
        card = Panel()
        card.setObjectName("card")
        self.idle = EmptyState(
            "live",
            self.tr("Let this computer listen"),
            self.tr(
                "It names the scene about once a second, from the sound alone. The microphone"
                " opens when you press Start, a red mark shows while it is open, and nothing is"
                " stored unless you save it."
            ),
            (self.tr("Start listening"), self.presenter.start),
            (self.tr("Use a sound file instead…"), self.choose_file),
        )
        card.body.addWidget(self.idle)
        hint = QHBoxLayout()
        hint.addStretch(1)
        hint.addWidget(KeyCap("Space", follows=True))
        hint.addWidget(Label(self.tr("starts and stops"), "table", "text3"))
        hint.addStretch(1)
        card.body.addLayout(hint)
        return card

    def _build_listening(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        self.decision_card = DecisionCard()
        self.decision, self.chance = self.decision_card.decision, self.decision_card.chance
        top.addWidget(self.decision_card)
        self._scores_card = Panel(self.tr("Scores"), self.tr("how often such a score was right"))
        self.scores = ScoreBars(self.tr("Scores"))
        self._scores_words = Label("", "table", "text3", wrap=True)
        self._scores_card.body.addWidget(self._scores_words)
        self._scores_card.body.addWidget(self.scores)
        self._scores_card.body.addStretch(1)
        top.addWidget(self._scores_card, 1)
        column.addLayout(top)
        self.hearing_card = HearingCard(self.context, self.presenter)
        column.addWidget(self.hearing_card, 1)
        self.ribbon_card = RibbonCard()
        self.ribbon = self.ribbon_card.ribbon
        self.ribbon.played.connect(self.presenter.play)
        self.ribbon_card.corrected.connect(self._correct)
        self.ribbon_card.all_wanted.connect(self.ask_scene)
        column.addWidget(self.ribbon_card)
        return page

    # Showing

    def show_state(self, state: LiveViewState) -> None:
        """The only place that changes the widgets after construction."""
        self._stack.setCurrentIndex(1 if state.listening or state.phase == "ended" else 0)
        if self.idle.primary is not None:
            self.idle.primary.set_reason(self._bundle_reason())
        if self.idle.ghost is not None:
            self.idle.ghost.set_reason(self._bundle_reason())
        self.decision_card.show_state(state)
        self.scores.set_scores(
            [
                ScoreRow(
                    score.mark,
                    score.name,
                    score.share,
                    score.words or _percent(score.share),
                )
                for score in state.scores[: LOW_ROWS if self._is_low() else None]
            ]
        )
        none = self.tr("They come with the first decision, after about a second of sound.")
        self._scores_words.setText("" if state.scores else none)
        self._scores_words.setVisible(not state.scores)
        self.hearing_card.show_state(state)
        self.ribbon_card.show_state(state)
        self.inspector.show_state(state)
        self.tell_head()

    # What the user does

    def _correct(self, scene: str) -> None:
        self.presenter.correct(scene, self.ribbon_card.chosen())
        self.ribbon_card.forget_choice()

    def ask_scene(self) -> None:
        """Choose among all scenes what it was."""
        scenes = [(name, self.presenter.mark_of(name)) for name in self.presenter.scenes_to_say()]
        dialog = SceneDialog(scenes, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._correct)
        dialog.open()

    def toggle_presentation(self) -> None:
        """Show decision and spectrogram only, or everything again."""
        self.presenting = not self.presenting
        for part in (self._line, self.inspector, self._scores_card, self.ribbon_card):
            part.setVisible(not self.presenting)
        self.decision_card.widen(wide=self.presenting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window shows less, a wide one a minute of sound."""
        super().resizeEvent(event)
        self.decision_card.setMinimumHeight(theme.px(150 if self._is_low() else 206))
        self.hearing_card.fit(self.hearing_card.width())

    def _is_low(self) -> bool:
        return self.height() < theme.px(LOW_UNDER)

    def _toggle_sixty(self) -> None:
        self.presenter.toggle_sixty()
        self.hearing_card.look_anew()
        self.tell_head()

    def choose_device(self) -> None:
        """Open the list of inputs."""
        if self.drawer.narrow and not self.drawer.is_open:
            self.drawer.toggle()
        self.inspector.device.setFocus()
        self.inspector.device.showPopup()

    def choose_file(self) -> None:
        """Ask for a recording and hear it as a stream."""
        suffixes = " ".join(f"*{suffix}" for suffix in sorted(api.AUDIO_SUFFIXES))
        kinds = self.tr("Recordings ({suffixes})").format(suffixes=suffixes)
        title, settings = self.tr("Choose a recording"), self.context.settings
        if chosen := choosing.choose_file(self, settings, "recordings", title, kinds):
            self.presenter.choose_file(chosen)

    def choose_folder(self) -> None:
        """Ask for a folder; recordings that come into it from now on are heard."""
        title, settings = self.tr("Choose a folder to watch"), self.context.settings
        if chosen := choosing.choose_folder(self, settings, "recordings", title):
            self.presenter.choose_file(chosen)

    def check_microphone(self) -> None:
        """Half a minute of this microphone, and what that means for the decisions."""
        state = self.presenter.state
        if state.bundle is not None:
            dialog = MicrophoneDialog(self.context, state.bundle, state.device, self.window())
            dialog.finished.connect(lambda _: self.presenter.go_on_after(dialog.check.interrupted))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def show_curve(self) -> None:
        """What each pace costs: delay against false changes."""
        state = self.presenter.state
        if state.bundle is not None:
            pace = api.pace_between(state.pace)
            dialog = PaceDialog(
                self.context, state.bundle, self.window(), pace=pace, hop_s=state.hop_s
            )
            dialog.measured.connect(self.presenter.say_pace)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def show_card(self) -> None:
        """Show the model card of the bundle."""
        dialog = CardDialog(self.presenter.state.card, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _bundle_reason(self) -> str:
        if self.presenter.state.bundle is not None:
            return ""
        return self.tr("There is no bundle to listen with. Train one, or open one.")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"
