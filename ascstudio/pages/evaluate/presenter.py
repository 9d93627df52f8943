"""What Evaluate shows, and what each click means. No widgets here."""

import glob
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.pages import NewRun
from ascstudio.pages.evaluate.answers import Cause, Comparison, Why
from ascstudio.pages.evaluate.asking import NOTHING, Asked, Asking, Question
from ascstudio.pages.evaluate.figures import Decided, Evaluation
from ascstudio.pages.evaluate.models import Models
from ascstudio.pages.evaluate.questions import Questions, Subject
from ascstudio.pages.evaluate.stale import Staleness
from ascstudio.pages.evaluate.state import SAID_IN_PLACE, TABS, Chosen, EvaluateState, SplitChoice
from ascstudio.translation import told
from ascstudio.words import counted
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

ALWAYS = ("evaluate", "report")  # what is asked whichever tab is in front
OF_TAB = {"devices": ("why",), "compare": ("compare", "ranking", "beside", "probe", "fewshot"),
          "layers": ("layers",), "more-data": ("more-data",)}  # fmt: skip


class EvaluatePresenter(QObject):
    """Chooses what is measured, has it measured in child processes, answers clicks."""

    changed = Signal(object)
    """EvaluateState."""
    written = Signal(str)
    """(what, path): a report or a bundle is there."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._models = Models(context)
        self._questions = Questions()
        self._asking = Asking(context)
        self._extra: dict[Path, str] = {}  # bundles from elsewhere, and their fingerprints
        self._runs: list[tuple[Path, str]] = []
        self._staleness = Staleness()
        self.state = EvaluateState()
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        self._session.changed.connect(self.refresh)
        self._session.player.playing_changed.connect(lambda _: self._on_playing())
        self._session.player.loading.connect(lambda _: self._on_playing())
        context.runs.changed.connect(self._on_runs)
        self._asking.changed.connect(self._show)
        self._asking.answered.connect(self._on_answered)

    # What is measured

    def refresh(self) -> None:
        """Look again at what can be evaluated and on what."""
        models = self._models.choices(self._extra)
        counts = self._session.table.counts_usable("split")
        splits = tuple(SplitChoice(key, n) for key, n in counts.items() if key)
        paths = {choice.path for choice in models}
        model, against, split = self.state.model, self.state.against, self.state.split
        if model not in paths:
            model = models[0].path if models else None
        if against not in paths or against == model:
            against = None
        if split not in {choice.key for choice in splits} and splits:
            split = splits[-1].key
        self.state = replace(self.state, models=models, splits=splits)
        self._choose(model, against, split)

    def choose_model(self, path: Path) -> None:
        """Show another bundle or run."""
        if path != self.state.model:
            self.state = replace(self.state, others=())
        against = None if path == self.state.against else self.state.against
        self._choose(path, against, self.state.split)

    def choose_against(self, path: Path | None) -> None:
        """Hold it against another model, and compare both as soon as it is measured itself."""
        if path not in self.state.others:
            self.state = replace(self.state, others=())
        self._choose(self.state.model, path, self.state.split)
        if path is None or (about := self.subject()) is None:
            return
        if self.state.result is not None:
            self.ask("compare")
        else:
            self._asking.ask(self._questions.evaluate(about, known=True))

    def choose_split(self, split: str) -> None:
        """Measure on another part of the project."""
        self._choose(self.state.model, self.state.against, split)

    def show(self, path: Path) -> bool:
        """Bring a run or a bundle to the front; False for a run that has no network."""
        self.refresh()
        known = self.state.choice_of(path)
        if known is not None:
            self.choose_model(known.path)
        elif path.is_file():
            self.open_bundle(path)
        else:
            words = self.tr("{name} has no network to measure yet")
            self._context.refused.emit(words.format(name=path.name))
        return known is not None

    def compare(self, first: Path, *others: Path) -> None:
        """Bring two or more runs to the front, and their comparison."""
        if self.show(first):
            self.show_tab("compare")
            found = (self.state.choice_of(path) for path in others)
            self.choose_others([one.path for one in found if one is not None])

    def choose_others(self, paths: Sequence[Path]) -> None:
        """Hold it against several; the first of them in detail."""
        several = tuple(path for path in paths if path != self.state.model)
        self.state = replace(self.state, others=several if len(several) > 1 else ())
        self.choose_against(several[0] if several else None)
        if self.state.answer("compare").answer is not None:
            self.ask("ranking")

    def open_bundle(self, path: Path) -> None:
        """Offer a bundle from anywhere on disk; a copy of a listed one is that one."""

        def read() -> str | Failure:
            try:
                return api.read_bundle(path).fingerprint
            except api.AscError as error:
                return Failure(error.message, error.hint)

        def show(found: str | Failure) -> None:
            if isinstance(found, Failure):
                self._set(refused=found)
                return
            self._extra = {**self._extra, path: found}
            self.refresh()
            if (choice := self.state.choice_of(path, found)) is not None:
                self.choose_model(choice.path)

        self._session.background(read, show)

    def start(self) -> None:
        """Compute the figures from the exported file."""
        self.ask("evaluate")

    def ask(self, what: str) -> None:
        """Have something worked out; what it is is said in ``EvaluateState.asked``."""
        if (question := self._question(what)) is not None:
            self._asking.ask(question)

    def cancel(self, what: str = "evaluate") -> None:
        """Stop working it out."""
        if (question := self._question(what)) is not None:
            self._asking.cancel(question.key)

    def forget_failures(self) -> None:
        """The user has seen them and goes elsewhere."""
        self._set(refused=None)
        for what in list(self.state.asked):
            if (question := self._question(what)) is not None:
                self._asking.forget_failure(question.key)

    def write_report(self, out: Path, parts: tuple[str, ...]) -> None:
        """Write HTML, PDF, figures and the challenge's files into a folder."""
        if (about := self.subject()) is not None:
            self._asking.ask(self._questions.report(about, out, parts))

    def subject(self) -> Subject | None:
        """What is asked about; None without a model or a split."""
        state, folder = self.state, self._session.folder
        model = state.model_choice()
        if model is None or folder is None or not state.splits:
            return None
        return Subject(folder, model, state.split, state.other_choice())

    # What is looked at

    def show_tab(self, tab: str) -> None:
        """Bring a tab to the front."""
        self._set(tab=tab)
        if tab == "devices":
            self._explain()

    def next_tab(self, step: int = 1) -> None:
        """Go to the tab beside this one."""
        self.show_tab(TABS[(TABS.index(self.state.tab) + step) % len(TABS)])

    def show_as(self, shown: str) -> None:
        """Shares of the row, or counts."""
        self._set(shown=shown)

    def choose_layout(self, layout: str) -> None:
        """How the embedding is laid out: pca or tsne."""
        self._set(layout=layout)
        self._show()

    def choose_device(self, device: str | None) -> None:
        """Show one device's mistakes; the same again: all devices."""
        device = None if device == self.state.device else device
        chosen = self.state.chosen
        if chosen is not None and chosen.kind == "cell":
            chosen = replace(chosen, device=device)
        self._select(chosen, device)
        self._explain()

    def next_device(self) -> None:
        """The next device, after the last one all of them."""
        names = [one.device for one in self.state.result.devices] if self.state.result else []
        if not names:
            return
        at = names.index(self.state.device) + 1 if self.state.device in names else 0
        self.choose_device(names[at] if at < len(names) else None)

    def choose_cell(self, row: int, column: int) -> None:
        """List the clips of scene ``row`` heard as ``column``."""
        self._select(Chosen("cell", row, column, self.state.device), self.state.device)

    def choose_scene_device(self, row: int, column: int) -> None:
        """List the clips of a scene on a device, the mistakes first."""
        result = self.state.result
        if result is not None:
            device = result.devices[column].device
            self._select(Chosen("scene", row, column), device)
            self._explain()

    def sort_clips(self, *, surest_first: bool) -> None:
        """Order of the list beside the matrix."""
        self.state = replace(self.state, surest_first=surest_first)
        self._select(self.state.chosen, self.state.device)

    # Hearing

    def play(self, segment_id: int) -> None:
        """Hear one clip of the list; the same again: pause."""
        clip = self._session.table.clip(segment_id)
        if clip is None:
            return
        player = self._session.player
        if player.playing and player.clip is not None and player.clip.segment_id == segment_id:
            player.pause()
        else:
            self.state = replace(self.state, coloured="")
            player.show_clip(clip, play=True)

    def play_first(self) -> None:
        """Hear the first clip of the list, or pause what is heard."""
        playing = self.state.playing
        if playing is not None:
            self._session.player.pause()
        elif self.state.clips:
            self.play(self.state.clips[0].segment_id)

    def show_in_library(self) -> None:
        """See the clips of the list in the Library."""
        self._context.go("library", tuple(clip.segment_id for clip in self.state.clips))

    def show_on_map(self, segment_id: int) -> None:
        """See one clip in Explore."""
        self._context.go("explore", (segment_id,))

    def act_on(self, cause: Cause) -> None:
        """Do the one thing that a cause asks for."""
        if cause.action == "hear_clips":
            chosen = Chosen("cause", title=told(cause.title), segment_ids=cause.segment_ids)
            self._select(chosen, self.state.device)
            if self.state.clips:
                self.play(self.state.clips[0].segment_id)
        elif cause.action == "hear_as":
            self.hear_as()
        elif cause.action == "more_data":
            self.show_tab("more-data")
        elif self.state.model is not None:
            self._context.go("train", NewRun(self.state.model, cause.settings))

    def hear_as(self) -> None:
        """Hear a clip of a training device as the device in question would have recorded it."""
        why, project = self.why(), self._session.project
        clip = self._clip_to_colour()
        if why is None or clip is None or project is None:
            return
        colour = why.colour
        shown = replace(
            clip, segment_id=-clip.segment_id, folder=project.cache_dir,
            relative_path="heard-as.wav", start_s=0.0, channel=None,
        )  # fmt: skip

        def work() -> float:
            return api.write_coloured(
                clip.path, shown.path, colour.hz, colour.difference_db, start_s=clip.start_s,
                duration_s=clip.duration_s, channel=clip.channel,
            )  # fmt: skip

        def play(length_s: float) -> None:
            self.state = replace(self.state, coloured=why.device)
            self._session.player.clear()  # what was heard through another colour had this name
            self._session.player.show_clip(replace(shown, duration_s=length_s), play=True)

        self._session.background(work, play)

    def run_command(self, command: str) -> None:
        """Run a command of any page by its name."""
        self._context.run(command)

    def why(self) -> Why | None:
        """Why the device in question is low, where that is known."""
        found = self.state.answer("why").answer
        return found if isinstance(found, Why) else None

    # Words

    def row_of_clip(self, clip: Decided) -> "api.ClipRow | None":
        """The clip itself, None if it has left the project."""
        return self._session.table.clip(clip.segment_id)

    def scene_order(self) -> tuple[str, ...]:
        """All scenes of the project, in the order of their marks."""
        return self._session.table.scenes

    def chosen_words(self) -> str:
        """``Bus heard as Tram`` of the chosen cell."""
        result, chosen = self.state.result, self.state.chosen
        if result is None or chosen is None:
            return ""
        if chosen.kind == "cause":
            return chosen.title
        truth = api.display_name(result.scenes[chosen.row])
        if chosen.kind == "scene":
            return truth
        if chosen.row == chosen.column:
            return self.tr("{scene} recognised").format(scene=truth)
        heard = api.display_name(result.scenes[chosen.column])
        return self.tr("{truth} heard as {heard}").format(truth=truth, heard=heard)

    # Inside

    def _question(self, what: str) -> Question | None:
        about = self.subject()
        if about is None:
            return None
        ask, device = self._questions, self.state.figures_device
        made: dict[str, Callable[[], Question | None]] = {
            "evaluate": lambda: ask.evaluate(about),
            "compare": lambda: ask.compare(about),
            "ranking": lambda: ask.ranking(about, self.state.other_choices()),
            "why": lambda: ask.why(about, device) if device else None,
            "layers": lambda: ask.layers(about),
            "more-data": lambda: ask.more_data(about),
            "beside": lambda: ask.beside(about, self.state.layout),
            "probe": lambda: ask.probe(about),
            "fewshot": lambda: ask.few_shot(about),
            "report": lambda: ask.report(about, Path(), ()),
        }
        return made[what]()

    def _choose(self, model: Path | None, against: Path | None, split: str) -> None:
        same = (model, split) == (self.state.model, self.state.split)
        state = replace(self.state, model=model, against=against, split=split)
        if not same:
            state = replace(state, result=None, device=None, chosen=None, clips=())
        self.state = state
        self._show()
        if not same:
            self._look_for_known()

    def _look_for_known(self) -> None:
        """Where it was measured before, take those figures if they still hold."""
        about = self.subject()
        if about is None or self._asking.get(about.key("evaluate")).answer is not None:
            return

        def find() -> bool:
            model, name = about.model.path, glob.escape(quote(about.split, safe=""))
            if model.is_dir():
                return any(model.glob(f"evaluation/{name}-*-clips.json"))
            stem = glob.escape(model.stem)
            return any(about.folder.glob(f"evaluations/{stem}-*/{name}-*-clips.json"))

        def found(there: bool) -> None:
            if there and self.subject() == about:
                self._asking.ask(self._questions.evaluate(about, known=True))

        self._session.background(find, found)

    def _explain(self) -> None:
        """Ask why the device in question is low: its clips have been heard already."""
        device = self.state.figures_device
        if device is None or self.state.result is None:
            return
        if self.state.tab == "devices" or self.state.device is not None:
            asked = self.state.answer("why")
            if asked.answer is None and asked.failure is None:
                self.ask("why")

    def _show(self) -> None:
        """Put what is known of the model in front into the state."""
        asked: dict[str, Asked] = {}
        for what in (*ALWAYS, *OF_TAB["compare"], *OF_TAB["layers"], *OF_TAB["more-data"]):
            if (question := self._question(what)) is not None:
                asked[what] = self._asking.get(question.key)
        state = replace(self.state, asked=asked)
        found = asked["evaluate"].answer if "evaluate" in asked else None
        if found is not state.result:
            state = state.with_result(found, self._session.table.scenes)
        self.state = state
        if (question := self._question("why")) is not None:
            self.state = replace(state, asked={**asked, "why": self._asking.get(question.key)})
        stale = self._staleness.count(self.state.result, self._session.table, self.state.split)
        self._set(stale=stale)

    def _select(self, chosen: Chosen | None, device: str | None) -> None:
        """List other clips, and bring a device to the front."""
        clips = self._clips_of(chosen) if chosen is not None else ()
        if not self.state.surest_first:
            clips = tuple(reversed(clips))
        self.state = replace(self.state, chosen=chosen, clips=clips, device=device)
        self._show()

    def _clips_of(self, chosen: Chosen) -> tuple[Decided, ...]:
        result = self.state.result
        if result is None:
            return ()
        if chosen.kind == "cell":
            return result.cell(chosen.row, chosen.column, chosen.device)
        if chosen.kind == "scene":
            return result.of_scene(chosen.row, result.devices[chosen.column].device)
        wanted = set(chosen.segment_ids)
        every = (clip for clips in result.clips.values() for clip in clips)
        found = [clip for clip in every if clip.segment_id in wanted]
        return tuple(sorted(found, key=lambda clip: -clip.confidence))

    def _clip_to_colour(self) -> "api.ClipRow | None":
        """The surest right one of a training device."""
        best = self.state.result.surest_of_training() if self.state.result is not None else None
        return None if best is None else self.row_of_clip(best)

    def _on_opened(self) -> None:
        self._extra = {}
        self.state = EvaluateState()
        self._asking.forget()
        self.changed.emit(self.state)

    def _on_runs(self) -> None:
        runs = [(status.path, str(status.state)) for status in self._context.runs.statuses]
        if runs != self._runs:
            self._runs = runs
            self.refresh()

    def _on_playing(self) -> None:
        player = self._session.player
        playing = player.clip.segment_id if player.playing and player.clip else None
        if playing != self.state.playing:
            self._set(playing=playing)

    def _on_answered(self, question: Question) -> None:
        found = self._asking.get(question.key).answer
        if isinstance(found, Evaluation):
            if "--known" not in question.arguments:
                one, many = self.tr("Evaluated {n} clip"), self.tr("Evaluated {n} clips")
                self._context.say(counted(found.n_clips, one, many))
            self._explain()
            if self.state.tab == "compare" and self.state.answer("compare") == NOTHING:
                self.ask("compare")
        elif isinstance(found, Comparison):
            if self.state.others and self.state.answer("ranking") == NOTHING:
                self.ask("ranking")
        elif question.key == ("report",):
            self.written.emit(str(found["html"]))

    def failure(self) -> tuple[str, Failure] | None:
        """What could not be opened or worked out of what is in front: (what, why)."""
        if self.state.refused is not None:
            return "open", self.state.refused
        for what in (*ALWAYS, *OF_TAB.get(self.state.tab, ())):
            asked = self.state.answer(what)
            said = what in SAID_IN_PLACE and asked.answer is None
            if asked.failure is not None and not said:
                return what, asked.failure
        return None

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
