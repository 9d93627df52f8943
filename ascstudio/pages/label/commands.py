"""Every key of the Label page, in the order of the key sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from ascstudio.pages import Action
from ascstudio.pages.label.listening import ClipHearing
from ascstudio.pages.label.presenter import LabelPresenter
from ascstudio.pages.label.stage import Stage
from ascstudio.theme import scene_key, scene_title

EDGE_S, FINE_EDGE_S, JUMP_S = 0.010, 0.001, 1.0


class Hands(Protocol):
    """What commands need of the page: its parts, what it does itself, and why it cannot."""

    presenter: LabelPresenter
    stage: Stage
    hearing: ClipHearing

    def accept(self) -> None:
        """Take the suggestion."""

    def type_scene(self) -> None:
        """Open the field in which a scene is typed."""

    def edit_note(self) -> None:
        """Put the cursor into the note."""

    def new_segment(self) -> None:
        """Make a segment at the selection or the cursor."""

    def toggle_snap(self) -> None:
        """Let edges be drawn to each other, or not."""

    def play_selection(self) -> None:
        """Hear what is selected."""

    def jump(self, by_s: float) -> None:
        """Go back or forward."""

    def toggle_model(self) -> None:
        """Show what the model sees, or the sound."""

    def next_colours(self) -> None:
        """Take the next colour map."""

    def toggle_inspector(self) -> None:
        """Show or hide the right side."""

    def toggle_queue(self) -> None:
        """Show or hide the left side."""

    def accept_reason(self) -> str:
        """Why nothing can be accepted."""

    def clip_reason(self) -> str:
        """Why there is nothing to work on."""

    def segment_reason(self) -> str:
        """Why there is no edge to move."""

    def any_segment_reason(self) -> str:
        """Why there is no next segment."""

    def similar_reason(self) -> str:
        """Why likeness is not known."""

    def model_reason(self) -> str:
        """Why there is nothing to look through."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Label", text)


def commands_of(page: Hands) -> list[Action]:
    """All commands of the page; each counts as a keystroke of today."""
    made = [
        *_decide(page),
        *_segments(page),
        *_hear(page),
        *_move(page),
        *_look(page),
    ]
    return [_counted(page, action) for action in made]


def gestures() -> list[tuple[str, str, str]]:
    """(heading, words, keys) of wheel and drag; the key sheet shows them among the keys."""
    move, draw, typed = _tr("Move"), _tr("Segments"), _tr("Type a scene: just these words")
    return [
        (_tr("Decide"), typed, "Shift+Return"),
        (move, _tr("Time zoom"), _tr("Ctrl | wheel")),
        (move, _tr("Scroll"), _tr("Shift | wheel")),
        (move, _tr("Frequency zoom"), _tr("Ctrl | Shift | wheel")),
        (draw, _tr("Segment, with the second tool"), _tr("drag")),
        (draw, _tr("Segment with a frequency band"), _tr("Shift | drag")),
    ]


def _counted(page: Hands, action: Action) -> Action:
    def run() -> None:
        page.presenter.stroke()
        action.run()

    return Action(
        action.key, action.text, run, action.shortcut, action.icon, action.menu, action.kind,
        action.reason, action.group, action.line, action.caps,
    )  # fmt: skip


def _decide(page: Hands) -> list[Action]:
    presenter, group = page.presenter, _tr("Decide")
    made = [
        Action(
            "label.accept", _tr("Accept the suggestion and go on"), page.accept, "Return | Enter",
            "check", "edit", reason=page.accept_reason, group=group,
            line=_tr("Accept and next"), caps="Return",
        )
    ]  # fmt: skip
    scenes = presenter.state.scenes
    for n, scene in enumerate(scenes):
        key = scene_key(n)
        if not key:
            break
        line = _tr("Scene 1 to 10") if n < 10 else _tr("Scenes from 11 on")
        caps = "1 | – | 0" if n < 10 else " | ".join(scene_key(k) for k in range(10, len(scenes)))
        made.append(
            Action(
                f"label.scene{n}", _tr("Label as {scene}").format(scene=scene_title(scene)),
                partial(presenter.label, n), key, group=group, line=line, caps=caps,
                reason=page.clip_reason,
            )
        )  # fmt: skip
    state_words = (
        ("verified", _tr("Verify"), "V", "check-double"),
        ("needs_review", _tr("Needs review"), "R", "flag"),
        ("excluded", _tr("Exclude"), "X", "exclude"),
    )
    made.append(
        Action("label.type", _tr("Type a scene"), page.type_scene, "/", "search", "edit",
               reason=page.clip_reason, group=group)
    )  # fmt: skip
    for state, words, key, icon in state_words:
        made.append(
            Action(f"label.{state}", words, partial(presenter.set_state, state), key,
                   icon, "edit", reason=page.clip_reason, group=group)
        )  # fmt: skip
    made.append(
        Action("label.note", _tr("Edit note"), page.edit_note, "E", "note", "edit",
               reason=page.clip_reason, group=group)
    )  # fmt: skip
    made.append(
        Action("label.whole", _tr("All of the clip"), presenter.whole, "A", group=group,
               reason=page.clip_reason)
    )  # fmt: skip
    made.append(
        Action("label.blind", _tr("Blind check: hide suggestions"), presenter.toggle_blind,
               "Ctrl+Shift+B", "eye", "edit", group=group, line=_tr("Blind check"))
    )  # fmt: skip
    return made


def _segments(page: Hands) -> list[Action]:
    canvas, group = page.stage.canvas, _tr("Segments")
    edge = _tr("Move edge 10 ms, 1 ms")

    def nudge(by_s: float) -> Callable[[], None]:
        return lambda: canvas.nudge(by_s)

    return [
        Action("label.segment", _tr("New segment at the selection or the cursor"),
               page.new_segment, "Ctrl+B | Ctrl+M", "region", "edit", reason=page.clip_reason,
               group=group, line=_tr("New at selection"), caps="Ctrl+B"),
        Action("label.edge-right", _tr("Move the edge 10 ms later"), nudge(EDGE_S), "Alt+Right",
               reason=page.segment_reason, group=group, line=edge, caps="Alt+→ | Shift"),
        Action("label.edge-left", _tr("Move the edge 10 ms earlier"), nudge(-EDGE_S), "Alt+Left",
               reason=page.segment_reason, group=group, line=edge),
        Action("label.edge-right-fine", _tr("Move the edge 1 ms later"), nudge(FINE_EDGE_S),
               "Alt+Shift+Right", reason=page.segment_reason, group=group, line=edge),
        Action("label.edge-left-fine", _tr("Move the edge 1 ms earlier"), nudge(-FINE_EDGE_S),
               "Alt+Shift+Left", reason=page.segment_reason, group=group, line=edge),
        Action("label.edge-start", _tr("Work on the beginning of the segment"),
               lambda: canvas.set_active_edge("start"), "Alt+Up", reason=page.segment_reason,
               group=group, line=_tr("First, last edge"), caps="Alt+↑ | ↓"),
        Action("label.edge-stop", _tr("Work on the end of the segment"),
               lambda: canvas.set_active_edge("stop"), "Alt+Down", reason=page.segment_reason,
               group=group, line=_tr("First, last edge")),
        Action("label.delete", _tr("Delete the segment"), page.presenter.delete_segment,
               "Del | Backspace", "trash", "edit", reason=page.segment_reason, group=group,
               line=_tr("Delete"), caps="Del"),
        Action("label.snap", _tr("Snap edges, or let them go free"), page.toggle_snap, "S",
               group=group, line=_tr("Snap")),
    ]  # fmt: skip


def _hear(page: Hands) -> list[Action]:
    group = _tr("Hear")
    return [
        Action("label.play", _tr("Play or pause"), page.hearing.toggle, "Space", "play",
               reason=page.clip_reason, group=group, line=_tr("Play, pause")),
        Action("label.play-selection", _tr("Play the selection"), page.play_selection,
               "Shift+Space", reason=page.clip_reason, group=group, line=_tr("Play selection")),
        Action("label.loop", _tr("Loop"), page.hearing.toggle_loop, "L", "loop", group=group),
        Action("label.back", _tr("Back 1 s"), lambda: page.jump(-JUMP_S), "J",
               reason=page.clip_reason, group=group, line=_tr("Back, forward 1 s"), caps="J | K"),
        Action("label.forward", _tr("Forward 1 s"), lambda: page.jump(JUMP_S), "K",
               reason=page.clip_reason, group=group, line=_tr("Back, forward 1 s")),
    ]  # fmt: skip


def _move(page: Hands) -> list[Action]:
    presenter, stage, group = page.presenter, page.stage, _tr("Move")
    walk = _tr("Next, previous clip")
    return [
        Action("label.next", _tr("Next clip"), lambda: presenter.step(1), "Right | N",
               group=group, line=walk, caps="→ | ← | N | P"),
        Action("label.previous", _tr("Previous clip"), lambda: presenter.step(-1), "Left | P",
               group=group, line=walk),
        Action("label.next-segment", _tr("Next segment"), stage.canvas.choose_next, "Ctrl+Tab",
               reason=page.any_segment_reason, group=group, caps="Tab"),
        Action("label.similar", _tr("Show 50 similar clips"), presenter.show_similar,
               "Ctrl+Shift+F", "similar", "edit", reason=page.similar_reason, group=group,
               line=_tr("Find similar")),
        Action("label.zoom-selection", _tr("Zoom to the selection"),
               lambda: stage.zoom("selection"), "Ctrl+E", "", "view", reason=page.clip_reason,
               group=group, line=_tr("Zoom to selection")),
        Action("label.fit", _tr("Show the whole clip"), lambda: stage.zoom("fit"), "Ctrl+0",
               "zoom-fit", "view", reason=page.clip_reason, group=group, line=_tr("Fit")),
        Action("label.zoom-in", _tr("Zoom in"), lambda: stage.zoom("in"), "Ctrl+1", "zoom-in",
               "view", reason=page.clip_reason, group=group, line=_tr("In, normal, out"),
               caps="Ctrl+1 | 2 | 3"),
        Action("label.zoom-normal", _tr("Normal zoom"), lambda: stage.zoom("normal"), "Ctrl+2",
               "", "view", reason=page.clip_reason, group=group, line=_tr("In, normal, out")),
        Action("label.zoom-out", _tr("Zoom out"), lambda: stage.zoom("out"), "Ctrl+3", "zoom-out",
               "view", reason=page.clip_reason, group=group, line=_tr("In, normal, out")),
    ]  # fmt: skip


def _look(page: Hands) -> list[Action]:
    group = _tr("Look")
    gain = _tr("Louder, softer picture")
    return [
        Action("label.model", _tr("What the model sees"), page.toggle_model, "M", "model-view",
               "view", reason=page.model_reason, group=group),
        Action("label.brighter", _tr("Louder picture"), lambda: page.stage.louder(1), "+ | =",
               group=group, line=gain, caps="+ | -"),
        Action("label.darker", _tr("Softer picture"), lambda: page.stage.louder(-1), "-",
               group=group, line=gain),
        Action("label.colours", _tr("Next colour map"), page.next_colours, "C", "", "view",
               group=group, line=_tr("Colours")),
        Action("label.inspector", _tr("Inspector"), page.toggle_inspector, "I", "sliders", "view",
               group=group),
        Action("label.queue", _tr("Queue"), page.toggle_queue, "Shift+I", "queue", "view",
               group=group),
    ]  # fmt: skip
