"""What each key and click on the Label page means. No widgets here."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.pages.label import segments as edits
from ascstudio.pages.label.help import LabelHelp
from ascstudio.pages.label.order import Order, QueueKind, order_of, waiting
from ascstudio.pages.label.pace import Decided, Decision, read_pace, write_pace
from ascstudio.pages.label.state import Alike, LabelState, Verdict
from ascstudio.project.clip_table import NONE
from ascstudio.theme import scene_mark, scene_title
from ascstudio.widgets.canvas.segments import SegmentSpan
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

HINT_FOR = 3  # labels after which the first steps need no explanation
MOST_PASSED = 20  # clips without audio in a row: then a whole folder is away, and one stands still


class LabelPresenter(QObject):
    """Walks a queue of clips; every decision is in the database before the next clip shows.

    Attributes:
        state: what is shown.
        help: what is suggested.
        begun: whether the user did anything since the project was opened.
    """

    changed = Signal(object)
    """LabelState."""
    clip_shown = Signal(object)
    """ClipRow or None: another clip than before."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._trail: list[Decided] = []
        self._taken_back: list[Decided] = []  # what redo would decide again
        self._touched = np.zeros(0, np.int64)  # clips that the last change was about
        self._decided = 0
        self._deciding = False  # the view is told once, when the next clip is known
        self._passed = 0  # clips without audio since the last one with it
        self._came_by_itself = True  # nobody asked for this very clip: it may be skipped
        self._last_stroke = 0.0
        self.begun = False
        self.state = LabelState(blind=context.settings.is_on("label.blind"))
        self.help = LabelHelp(context)
        self.help.changed.connect(self._on_help)
        self.help.progressed.connect(self._on_hearing)
        self.help.alike_found.connect(self._on_alike)
        self.help.errors_found.connect(self._on_errors)
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        self._session.changed.connect(self._on_changed)
        self._session.stepped.connect(self._on_stepped)
        if self._session.project is not None:
            self._on_changed()

    @property
    def labelled(self) -> int:
        """Clips with a label in the whole project."""
        counts = self.state.table.counts("scene")
        return sum(n for scene, n in counts.items() if scene != NONE)

    # Walking

    def choose_queue(self, kind: QueueKind) -> None:
        """Walk another queue, from its beginning."""
        if kind != self.state.kind and kind != "given":
            self._came_by_itself = True
            self._set(kind=kind, order=self._order_of(kind), given_title="")

    def walk(
        self, segment_ids: Sequence[int], title: str, reasons: Mapping[int, str] | None = None
    ) -> None:
        """Walk clips that somebody chose; one clip is shown in the queue of all."""
        self.begun = True
        there = [one for one in segment_ids if self.state.table.row_of(one) is not None]
        if len(there) == 1:
            order = self.state.order.to(there[0])
            if order.current != there[0]:
                order = self._order_of("all").to(there[0])
                self._set(kind="all", order=order)
            else:
                self._set(order=order)
        elif there:
            order = Order(np.array(there, np.int64), 0, reasons or {})
            self._set(kind="given", order=order, given_title=title)

    def show_clip(self, segment_id: int) -> None:
        """Go to a clip of the queue."""
        self.begun = True
        self._came_by_itself = False
        self._set(order=self.state.order.to(segment_id))

    def show_similar(self) -> None:
        """Walk the clips that sound most like this one."""
        clip, alike = self.state.clip, self.state.alike
        if clip is not None and alike:
            self.walk([one.segment_id for one in alike], self.tr("Sounds like this"))

    def find_doubtful(self) -> None:
        """Look for labels that are probably wrong, and walk them."""
        self.help.find_errors()

    def step(self, by: int) -> None:
        """Go on or back without deciding."""
        self._came_by_itself = False
        self._set(order=self.state.order.step(by))

    # Deciding

    def accept(self) -> None:
        """Take the suggestion, and go on."""
        if self.state.guess is not None:
            self.label_scene(self.state.guess.scene, accepted=True)

    def label(self, scene_index: int) -> None:
        """Give the scene of a key to the segment, the selection or the clip."""
        if 0 <= scene_index < len(self.state.scenes):
            self.label_scene(self.state.scenes[scene_index])

    def label_scene(self, scene: str, *, accepted: bool = False) -> None:
        """Give a scene, also a new one, to the segment, the selection or the clip.

        The clip is left then; a segment is not.
        """
        state = self.state
        clip = state.clip
        if clip is None:
            return
        if not accepted and state.chosen is not None:
            self._session.label([state.chosen], scene)
        elif not accepted and state.selection is not None:
            self.draw(SegmentSpan(*state.selection), scene)
        else:
            self._deciding = True
            if self._session.label([clip.segment_id], scene):
                self._on_decided(clip, scene)
                self._onward()
            self._deciding = False

    def set_state(self, name: str) -> None:
        """Say how far the clip is, and go on; take the state away where it has it."""
        clip = self.state.clip
        if clip is None:
            return
        had = clip.state == name
        if name == "verified" and not clip.scene:
            self._context.refused.emit(
                self.tr("Give it a scene first: there is nothing to verify yet.")
            )
            return
        back = "done" if clip.scene else "new"
        self._deciding = not had
        if self._session.set_state([clip.segment_id], back if had else name) and not had:
            self._remember(clip.segment_id)
            self._onward()
        self._deciding = False

    def write_note(self, segment_id: int, text: str) -> None:
        """Keep a note on a clip."""
        clip = self.state.table.clip(segment_id)
        if clip is not None and text != clip.note:
            self._session.edit([segment_id], lambda project: project.set_note([segment_id], text))

    def toggle_blind(self) -> None:
        """Hide suggestions until one has decided, or show them again."""
        blind = not self.state.blind
        self._context.settings.set("label.blind", blind)
        self._set(blind=blind, verdict=None)

    # Segments

    def choose_segment(self, segment_id: int | None) -> None:
        """Let keys work on a segment; None: on the clip."""
        self._set(chosen=segment_id, selection=None if segment_id else self.state.selection)

    def select(self, stretch: tuple[float, float] | None) -> None:
        """Select a stretch that is no segment yet."""
        self._set(selection=stretch, chosen=None if stretch else self.state.chosen)

    def whole(self) -> None:
        """Let keys work on the clip as a whole again."""
        self._set(selection=None, chosen=None)

    def draw(self, span: SegmentSpan, scene: str | None = None) -> None:
        """Make a segment of a stretch and work on it."""
        clip = self.state.clip
        if clip is None:
            return
        made: list[int] = []

        def add(project: api.Project) -> Sequence[int]:
            made.append(edits.add(project, clip.recording_id, span, scene))
            return made

        if self._session.edit([], add):
            self._set(chosen=made[0], selection=None)
            self._say_done()

    def move_segment(self, segment_id: int, span: SegmentSpan) -> None:
        """Give a segment other edges."""
        self._session.edit([segment_id], lambda project: edits.move(project, segment_id, span))

    def delete_segment(self) -> None:
        """Take the chosen segment away; the clip itself cannot go this way."""
        state = self.state
        if state.chosen is None or (state.clip and state.chosen == state.clip.segment_id):
            return
        gone = [state.chosen]
        if self._session.edit(gone, lambda project: project.delete_segments(gone)):
            self._say_done()

    # Found out by others

    def audio_missing(self, problem: str) -> None:
        """The clip one stands at cannot be read; the queue goes on without it."""
        clip = self.state.clip
        if clip is None:
            return
        known = clip.segment_id in self.state.missing
        missing = self.state.missing | {clip.segment_id}
        came_by_itself, self._came_by_itself = self._came_by_itself, False
        self._set(missing=missing, problem=problem)
        if came_by_itself and not known and self._passed < MOST_PASSED:
            self._passed += 1
            QTimer.singleShot(0, self, lambda: self._pass_over(clip.segment_id))

    def _pass_over(self, segment_id: int) -> None:
        if self.state.order.current == segment_id and segment_id in self.state.missing:
            self._go_on()

    def audio_found(self) -> None:
        """The clip one stands at can be heard, whatever was said of it before."""
        clip, self._passed = self.state.clip, 0
        if clip is not None and clip.segment_id in self.state.missing:
            self._set(missing=self.state.missing - {clip.segment_id}, problem="")

    def stroke(self) -> None:
        """A key was pressed that means something here."""
        self.begun = True
        now = time.monotonic()
        gap = now - self._last_stroke if self._last_stroke else 0.0
        self._last_stroke = now
        self.state = replace(self.state, pace=self.state.pace.stroke(gap))

    def keep_pace(self) -> None:
        """Write today's figures beside the project."""
        project = self._session.project
        if project is not None and not project.read_only and self.state.pace.strokes:
            write_pace(project.cache_dir, self.state.pace)

    # From the session

    def _on_opened(self) -> None:
        self._trail, self._taken_back, self._decided, self._last_stroke = [], [], 0, 0.0
        self._passed, self._came_by_itself, self.begun = 0, True, False
        self._touched = self._touched[:0]
        blind = self.state.blind
        self._set_state(LabelState(blind=blind))
        project = self._session.project
        if project is not None:
            self.state = replace(self.state, pace=read_pace(project.cache_dir))

    def _on_changed(self) -> None:
        table, state = self._session.table, self.state
        changes: dict[str, Any] = {}
        self._touched = self._touched[:0]
        if not state.ready:
            self.state = replace(state, table=table)
            changes = {"order": self._order_of(state.kind), "ready": True}
            project = self._session.project
            if project is not None and not state.pace.day:
                changes["pace"] = read_pace(project.cache_dir)
        elif table.segment_ids is not state.table.segment_ids:
            changes["order"] = self._followed(state)
        elif table is not state.table:
            self._touched = table.segment_ids[table.differs(state.table)]
        if state.missing:  # what lies elsewhere now was located
            before = state.table
            changes["missing"] = frozenset(
                one for one in state.missing if _place(table.clip(one)) == _place(before.clip(one))
            )
        self._set(table=table, **changes)
        self._go_back_to_undone()

    def _followed(self, state: LabelState) -> Order:
        """The queue after clips came or went: new ones stand at its end."""
        table = self._session.table
        order = state.order.kept(table.rows_of(state.order.ids) >= 0)
        if state.kind == "given":
            return order
        wanted = order_of(state.kind, table).ids
        fresh = wanted[~np.isin(wanted, order.ids)]
        own = self.state.segments.ids  # drawn here, one by one: they are worked on already
        fresh = fresh[~np.isin(fresh, own)] if state.kind == "useful" else fresh
        return replace(order, ids=np.concatenate([order.ids, fresh]))

    def _order_of(self, kind: QueueKind) -> Order:
        """A queue from its beginning; the useful ones in the order of their use."""
        order = order_of(kind, self.state.table)
        advice = self.help.advice
        if kind != "useful" or not len(order) or not len(advice.ranking):
            return order
        return replace(order, place=-1).ranked(advice.ranking, advice.reasons).step(1)

    def _on_help(self) -> None:
        """Guesses are new, and so is the order of what lies ahead."""
        state, advice = self.state, self.help.advice
        order = state.order
        if state.kind == "useful" and len(advice.ranking):
            begun = bool(self._trail)  # before the first decision the first clip is free as well
            if begun or order.place:
                order = order.ranked(advice.ranking, advice.reasons)
            else:
                order = self._order_of("useful")
            if begun and not np.array_equal(order.ids, state.order.ids):
                self._context.noted.emit(self.tr("Queue reordered"))
        clip = state.clip.segment_id if state.clip is not None else -1
        self._set(
            order=order,
            has_guesses=self.help.has_guesses,
            guess=self.help.guess(clip),
            **self._unheard(),
        )
        self.help.look_alike(clip)

    def _on_alike(self, segment_id: int, alike: tuple[Alike, ...]) -> None:
        if self.state.clip is not None and self.state.clip.segment_id == segment_id:
            self._set(alike=alike)

    def _on_errors(self, errors: tuple[api.LabelError, ...]) -> None:
        if not errors:
            self._context.say(self.tr("No label looks wrong."))
            return
        rather = self.tr("rather {scene}?")
        reasons = {one.segment_id: rather.format(scene=scene_title(one.proposed)) for one in errors}
        self.walk([one.segment_id for one in errors], self.tr("Doubtful labels"), reasons)

    def _on_hearing(self) -> None:
        left = self.help.left_s
        self._set(hearing=self.help.hearing, hearing_left_s=left, **self._unheard())

    def _unheard(self) -> dict[str, Any]:
        return {"unheard": self.help.unheard, "unheard_s": self.help.unheard_s}

    def _go_back_to_undone(self) -> None:
        """If what was decided last is not so any more, it was undone: stand there again."""
        while self._trail:
            last = self._trail[-1]
            clip = self.state.table.clip(last.segment_id)
            if last.holds(clip):
                self._decide_again()
                return
            self._taken_back.append(self._trail.pop())
            self._count(last.counts_as, -1)
            if clip is not None:
                self._set(order=self.state.order.to(last.segment_id))
                return
        self._decide_again()

    def _decide_again(self) -> None:
        """What was taken back and is so again was redone."""
        if not self._deciding and self._taken_back:
            last = self._taken_back[-1]
            if last.holds(self.state.table.clip(last.segment_id)):
                self._trail.append(self._taken_back.pop())
                self._count(last.counts_as, 1)

    def _count(self, decision: Decision | None, times: int) -> None:
        if decision is not None:
            self._set(pace=self.state.pace.with_clip(decision, times))

    def _on_stepped(self) -> None:
        """What undo or redo was about is shown; clips that wait again are in the queue again.

        What was decided since the project was opened is on the trail; this is for all before.
        """
        order, touched = self.state.order, self._touched
        useful = self.state.kind == "useful"
        back = touched[self._wait(touched)] if useful else touched[:0]
        wanted = back if len(back) else touched[:1]
        if not len(wanted) or order.current in (touched if not len(back) else back[:1]):
            return
        if useful:
            new = wanted[~np.isin(wanted, order.ids)]
            order = replace(order, ids=np.insert(order.ids, order.place, new))
        self._set(order=order.to(int(wanted[0])))

    def _on_decided(self, clip: api.ClipRow, scene: str) -> None:
        state = self.state
        guess = state.guess
        counts_as = Decision.on(scene, guess)
        pace = state.pace.with_clip(counts_as)
        verdict = Verdict(scene, guess.scene) if state.blind and guess is not None else None
        self._decided += 1
        if self._decided >= HINT_FOR:
            self._context.settings.set("label.hint", value=False)
        self.state = replace(self.state, pace=pace, verdict=verdict)
        self._remember(clip.segment_id, counts_as)
        self.help.labelled()

    def _remember(self, segment_id: int, counts_as: Decision | None = None) -> None:
        clip = self._session.table.clip(segment_id)
        self._taken_back = []
        if clip is not None:
            self._trail.append(Decided(segment_id, clip.state, clip.scene, counts_as))

    def _onward(self) -> None:
        """Say what was decided, and go on."""
        self.begun = True
        self._say_done()
        self._deciding = False
        self._go_on()

    def _go_on(self) -> None:
        """Go to what waits for a decision, or simply to the next."""
        state = self.state
        if state.kind == "useful":
            order = state.order.onward(self._wait)
        elif state.order.place + 1 < len(state.order):
            order = state.order.step(1)
        else:
            order = replace(state.order, place=len(state.order))
        self._came_by_itself = True
        self._set(order=order, selection=None, chosen=None)

    def _wait(self, segment_ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        """(M,) which of some clips wait for a label, and can be heard."""
        table = self.state.table
        rows = table.rows_of(segment_ids)
        missing = np.isin(segment_ids, list(self.state.missing))
        open_rows = np.append(waiting(table), False)  # the last for -1: a clip that is gone
        return open_rows[rows] & ~missing

    def _say_done(self) -> None:
        done = self._session.done_text
        self._context.noted.emit(done or self.tr("Nothing changed: it was so already"))

    def _set(self, **changes: Any) -> None:
        self._set_state(replace(self.state, **changes))

    def _set_state(self, state: LabelState) -> None:
        """Fill in what follows from the rest, and tell the view."""
        before = self.state
        table = state.table
        current = state.order.current
        clip = table.clip(current) if current is not None else None
        moved = _place(clip) != _place(before.clip)
        if moved:
            state = replace(state, chosen=None, selection=None, problem="")
        if table is not before.table or moved or not before.ready:
            marks = {scene: scene_mark(n) for n, scene in enumerate(table.scenes)}
            shown = edits.shown_with(clip, table, marks)
            state = replace(
                state,
                clip=clip,
                scenes=table.scenes,
                marks=marks,
                segments=shown,
                n_open=table.n_open,
            )
        if moved:
            known = clip.segment_id if clip is not None else -1
            state = replace(state, guess=self.help.guess(known), alike=())
            if state.chosen is not None and shown.place_of(state.chosen) is None:
                state = replace(state, chosen=None)
        hint = self._context.settings.is_on("label.hint")
        self.state = replace(state, hint=hint)
        if moved:
            self.clip_shown.emit(clip)
            if clip is not None:
                self.help.look_alike(clip.segment_id)
        if not self._deciding:
            self.changed.emit(self.state)


def _place(clip: api.ClipRow | None) -> tuple[int, Path, int | None] | None:
    """Which clip it is, and where it is heard: audio that was located is heard anew."""
    return None if clip is None else (clip.segment_id, clip.path, clip.channel)
