"""Teach on screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.teach.baking import BakeDialog, Baker
from ascstudio.pages.teach.effect_step import EffectStep
from ascstudio.pages.teach.parts import ClipsDialog
from ascstudio.pages.teach.places_panel import PlacesPanel
from ascstudio.pages.teach.presenter import TeachPresenter
from ascstudio.pages.teach.record_step import RecordStep
from ascstudio.pages.teach.state import TeachState
from ascstudio.pages.teach.work import BakeOffer, minutes
from ascstudio.theme import scene_title
from ascstudio.widgets.rows import ScrollColumn
from ascstudio.widgets.steps import Step, StepLine
from ascstudio.widgets.texts import Separator
from ascstudio.words import numeral


class TeachPage(Page):
    """Enrolled places at the left; name and record, then check the effect."""

    page_id = "teach"
    icon = "teach"
    group = 2
    needs_project = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = TeachPresenter(context)
        self.baker = Baker(context)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.places = PlacesPanel(self.presenter)
        row.addWidget(self.places)
        row.addWidget(Separator(vertical=True))
        middle = QVBoxLayout()
        middle.setContentsMargins(20, 14, 20, 16)
        middle.setSpacing(12)
        self._steps = StepLine(numbered=True)
        middle.addWidget(self._steps)
        self.record = RecordStep(self.presenter)
        self.record.name.undo_wanted.connect(context.command_wanted)
        self.effect = EffectStep(self.presenter, context.session.thumbnails)
        self._stack = QStackedWidget()
        self._stack.addWidget(_RecordColumn(self.record, self.tr("Name and record")))
        self._stack.addWidget(ScrollColumn(self.effect, self.tr("Check the effect")))
        middle.addWidget(self._stack, 1)
        row.addLayout(middle, 1)
        self.setFocusProxy(self.record.name)
        self.places.clips_wanted.connect(self.choose_clips)
        self.places.bake_wanted.connect(self.bake)
        self.baker.offered.connect(self._on_offered)
        self.baker.failed.connect(self.presenter.show_failure)
        self.presenter.changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Teach")

    def fact(self) -> str:
        """What this step is for."""
        if self.presenter.state.step == 1:
            return self.tr("Check what the new place changes before it is saved")
        return self.tr("A new place in one minute, without training")

    def head_actions(self) -> Sequence[Action]:
        """Clips instead; in the second step discard and save."""
        if self.presenter.state.step == 1:
            return (
                Action("teach.discard", self.tr("Discard"), self.presenter.start_over,
                       kind="ghost", menu="model"),
                Action("teach.save", self.tr("Save, use it now"), self.presenter.save,
                       icon="check", menu="model", kind="primary", reason=self._save_reason),
            )  # fmt: skip
        return (
            Action("teach.clips", self.tr("Use clips instead…"), self.choose_clips,
                   icon="library", menu="model", reason=self._clips_reason),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        return (
            *self.head_actions(),
            Action("teach.record", self.tr("Start or stop recording"), self.toggle, "Space",
                   "microphone", reason=self._record_reason),
            Action("teach.cancel", self.tr("Cancel the recording"),
                   self.presenter.cancel_recording, "Esc", reason=self._cancel_reason),
            Action("teach.bake", self.tr("Bake the places…"), self.bake, icon="bake",
                   menu="model", reason=self._bake_reason),
            *(self._hear_action(number) for number in (1, 2, 3)),
        )  # fmt: skip

    def _hear_action(self, number: int) -> Action:
        return Action(
            f"teach.hear{number}",
            self.tr("Hear clip {n} that it would take").format(n=number),
            lambda: self.hear(number - 1), str(number), reason=self._hear_reason,
            line=self.tr("Hear a clip that it would take"), caps="1 | 2 | 3",
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """What it would take, or why it did not work."""
        state = self.presenter.state
        found = []
        if state.bundle is None:
            found.append(
                BannerText(
                    "info",
                    self.tr("There is no bundle that could learn a place"),
                    self.tr("A place is taught to a trained model. Train one first."),
                    ((self.tr("Go to Train"), lambda: self.context.go("train")),),
                )
            )
        if state.failure is not None:
            found.append(BannerText("err", state.failure.message, state.failure.hint))
        found += self._effect_banners(state)
        if not state.recording and not state.checking and state.effect is None:
            found += self._left_banners(state)
        return found

    def _left_banners(self, state: TeachState) -> list[BannerText]:
        found, left, stranded = [], state.left, state.stranded
        if left is not None:
            words = self.tr("{time} of {place} were saved").format(
                time=minutes(left.seconds), place=left.name
            )
            no = self.tr("Not now") if left.path is None else self.tr("Discard")
            move = ((self.tr("Move into the project"), self.presenter.leftovers.move),)
            found.append(
                BannerText(
                    "info", words, self.tr("It was recorded here and is not taught yet."),
                    ((self.tr("Go on"), self.presenter.go_on),
                     *(move if left.path is not None and self._can_label() else ()),
                     (no, self.presenter.leftovers.dismiss_left)),
                )
            )  # fmt: skip
        if stranded is not None:
            title = self.tr("These places were taught to {bundle}: {places}")
            again = ((self.tr("Teach again from the recordings"), self.presenter.teach_again),)
            gone = self.tr("The project has no recordings of them: record them once more.")
            found.append(
                BannerText(
                    "info",
                    title.format(bundle=stranded.bundle, places=", ".join(stranded.places)),
                    self.tr("The present bundle cannot use them.")
                    + ("" if stranded.scene else f" {gone}"),
                    (*(again if stranded.scene else ()),
                     (self.tr("Not now"), self.presenter.leftovers.dismiss_stranded)),
                )
            )  # fmt: skip
        return found

    def _effect_banners(self, state: TeachState) -> list[BannerText]:
        effect, found = state.effect, []
        if effect is not None and effect.like:
            scene = scene_title(effect.like)
            title = self.tr("This sounds like {scene} ({cosine})").format(
                scene=scene, cosine=numeral(effect.like_cosine, ".2f")
            )
            keep = self.tr("Label it as {scene}").format(scene=scene)
            found.append(
                BannerText(
                    "warn", title, self.tr("Perhaps it is no place of its own."),
                    ((keep, self.presenter.label_instead),) if self._can_label() else (),
                )
            )  # fmt: skip
        if effect is not None and effect.warning:
            found.append(
                BannerText(
                    "warn",
                    effect.warning,
                    self.tr(
                        "Record another minute in a different corner, or make it stricter. You can"
                        " also go on: undo brings everything back."
                    ),
                    ((self.tr("Record more"), self.presenter.record_more),),
                )
            )
        return found

    def _can_label(self) -> bool:
        project = self.context.session.project
        return project is not None and not project.read_only

    def receive(self, argument: object) -> None:
        """Teach from clips that were chosen in the Library."""
        if isinstance(argument, tuple):
            self.choose_clips(tuple(int(one) for one in argument))

    def entered(self) -> None:
        """Look which bundle is in use."""
        self.presenter.refresh()

    def left(self) -> None:
        """Going elsewhere does not end a recording: the red mark says so on every page."""

    # Showing

    def show_state(self, state: TeachState) -> None:
        """The only place that changes the widgets after construction."""
        self._steps.set_steps(self._step_words(state))
        self._stack.setCurrentIndex(state.step)
        self.places.show_state(state, self._bake_reason())
        self.record.show_state(state, self._record_reason())
        self.effect.show_state(state)
        self.tell_head()

    def _step_words(self, state: TeachState) -> list[Step]:
        names = (self.tr("Name and record"), self.tr("Check the effect"), self.tr("Live"))
        return [
            Step(name, "done" if n < state.step else "running" if n == state.step else "waiting")
            for n, name in enumerate(names)
        ]

    # From the widgets

    def toggle(self) -> None:
        """Start, or stop and use."""
        self.record.toggle()

    def hear(self, number: int) -> None:
        """Play one of the clips that the place would take."""
        heard = self.presenter.state.heard
        if number < len(heard):
            self.presenter.play(heard[number].clip.segment_id)

    def bake(self) -> None:
        """Look what baking the places would do; a dialog asks."""
        bundle = self.presenter.bundle
        if bundle is not None and not self._bake_reason():
            self.baker.look(bundle)

    def _on_offered(self, offer: BakeOffer) -> None:
        dialog = BakeDialog(offer, self.window())
        dialog.accepted.connect(lambda: self.baker.start(offer))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.bake_dialog = dialog
        dialog.open()

    def choose_clips(self, segment_ids: tuple[int, ...] = ()) -> None:
        """Ask which clips stand for the place; a microphone is not waited for any longer."""
        self.presenter.cancel_recording()
        dialog = ClipsDialog(
            self.presenter.scenes_of_project(), len(segment_ids), self.presenter.state.name,
            self.window(),
        )  # fmt: skip

        def use() -> None:
            self.presenter.set_name(dialog.name.text())
            scene = dialog.scene.currentData()
            if scene is None:
                self.presenter.use_clips(segment_ids)
            else:
                self.presenter.use_scene(scene)

        dialog.accepted.connect(use)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.clips_dialog = dialog
        dialog.open()

    def _record_reason(self) -> str:
        state = self.presenter.state
        if state.recording:
            return ""
        if state.bundle is None:
            return self.tr("There is no bundle that could learn a place.")
        if state.checking:
            return self.tr("The effect is being computed.")
        if state.name_problem:
            return state.name_problem
        return "" if state.name.strip() else self.tr("Give the place a name first.")

    def _cancel_reason(self) -> str:
        return "" if self.presenter.state.recording else self.tr("Nothing is being recorded.")

    def _clips_reason(self) -> str:
        if self.presenter.state.bundle is None:
            return self.tr("There is no bundle that could learn a place.")
        if self.presenter.state.recording and self.presenter.state.hears:
            return self.tr("Stop the recording first.")
        return "" if self.presenter.scenes_of_project() else self.tr("The project has no clips.")

    def _save_reason(self) -> str:
        return self.tr("It is being saved.") if self.presenter.state.saving else ""

    def _bake_reason(self) -> str:
        state = self.presenter.state
        if not any(not place.muted for place in state.places):
            return self.tr("Teach a place first.")
        if self.context.session.project is None:
            return self.tr("Open the project the bundle was trained in: it replays old scenes.")
        there = {scene_title(scene).casefold() for scene, *_ in self.presenter.scenes_of_project()}
        for place in state.places:
            if not place.muted and scene_title(place.name).casefold() not in there:
                said = self.tr("The project has no clips of {place}: baking learns from sound.")
                return said.format(place=place.name)
        return ""

    def _hear_reason(self) -> str:
        return "" if self.presenter.state.heard else self.tr("There is no clip to hear.")


class _RecordColumn(ScrollColumn):
    """Step 1, put together by the room there is."""

    def __init__(self, record: RecordStep, name: str) -> None:
        super().__init__(record, name)
        self._record = record

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other before anything has to be pushed sideways."""
        self._record.fit(self.maximumViewportSize().width())
        super().resizeEvent(event)
