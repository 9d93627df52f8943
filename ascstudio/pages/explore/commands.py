"""Every key of Explore, in the order of the key sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from ascstudio.pages import Action
from ascstudio.pages.explore.presenter import ExplorePresenter
from ascstudio.theme import scene_key, scene_title
from ascstudio.widgets.scatter import ScatterMap, Tool


def _tr(text: str) -> str:
    return QCoreApplication.translate("Explore", text)


@dataclass(frozen=True)
class Doors:
    """What commands need of the page besides its presenter and its map."""

    choose_tool: Callable[[Tool], None]
    choose_picture: Callable[[], None]
    copy_picture: Callable[[], None]
    toggle_inspector: Callable[[], None]
    play: Callable[[], None]
    review: Callable[[], None]


class Commands:
    """The commands of the page and why one is impossible now.

    Args:
        presenter: acts.
        chart: the map.
        doors: the page.
    """

    def __init__(self, presenter: ExplorePresenter, chart: ScatterMap, doors: Doors) -> None:
        self._presenter, self._chart, self._doors = presenter, chart, doors

    def all(self, scenes: Sequence[str]) -> list[Action]:
        """All commands; ``scenes`` are those of the project, in their order."""
        return [*self._decide(scenes), *self._pick(), *self._look(), *self._compute()]

    def of_point(self) -> list[Action]:
        """What can be done with the chosen clip, for the menu beside it."""
        presenter = self._presenter

        def chosen() -> list[int]:
            one = presenter.state.selected
            return [] if one is None else [one]

        return [
            Action("explore.point.play", _tr("Play"), presenter.play, "Space"),
            Action("explore.point.similar", _tr("Find similar"),
                   lambda: presenter.find_similar(chosen()), reason=self.clip_reason),
            Action("explore.point.label", _tr("Open in Label"),
                   lambda: presenter.open_in_label(chosen()), "Return", reason=self.clip_reason),
            Action("explore.point.library", _tr("Show in Library"), presenter.show_in_library,
                   reason=self.clip_reason),
        ]  # fmt: skip

    def of_map(self) -> list[Action]:
        """What can be done with the map, for the menu on its ground."""
        return [self.copy_picture(), self.picture(),
                Action("explore.fit", _tr("Fit the map"), self._chart.fit, "Ctrl+0")]  # fmt: skip

    def copy_picture(self) -> Action:
        """The map into the clipboard."""
        return Action(
            "explore.copy", _tr("Copy picture"), self._doors.copy_picture, icon="copy",
            reason=self.no_map,
        )  # fmt: skip

    def inspector(self) -> Action:
        """Show or hide what stands beside the map."""
        return Action(
            "explore.inspector", _tr("Inspector"), self._doors.toggle_inspector, "I",
            "sliders", "view",
        )  # fmt: skip

    def picture(self) -> Action:
        """The map as a file."""
        return Action(
            "explore.picture", _tr("Export picture"), self._doors.choose_picture, "Ctrl+E",
            "export", "file", reason=self.no_map,
        )  # fmt: skip

    def review(self) -> Action:
        """The doubtful labels, one by one."""
        return Action(
            "explore.suspects", _tr("Review suspects"), self._doors.review, icon="flag",
            menu="project", kind="primary", reason=self._review_reason,
        )  # fmt: skip

    def _decide(self, scenes: Sequence[str]) -> list[Action]:
        presenter, group = self._presenter, _tr("Decide")
        label, line = _tr("Label as {scene}"), _tr("Label what is picked")
        made = [
            Action(
                f"explore.scene.{n}", label.format(scene=scene_title(scene)),
                partial(presenter.label, n), scene_key(n), "label", reason=self.picks_reason,
                group=group, line=line, caps="1 | – | 0",
            )
            for n, scene in enumerate(scenes)
            if scene_key(n)
        ]  # fmt: skip
        states = (
            ("verify", _tr("Verify"), "verified", "V", "check-double"),
            ("doubt", _tr("Needs review"), "needs_review", "R", "flag"),
            ("exclude", _tr("Exclude"), "excluded", "X | Del", "exclude"),
        )
        made += [
            Action(f"explore.{key}", words, partial(presenter.set_state, state), shortcut, icon,
                   reason=self.picks_reason, group=group)
            for key, words, state, shortcut, icon in states
        ]  # fmt: skip
        return [
            *made,
            Action("explore.check", _tr("Check some of the picked clips first"),
                   presenter.begin_check, "C", "headphones", reason=self._check_reason,
                   group=group),
            Action("explore.wrong", _tr("Spot check: wrong"), partial(presenter.answer, False),
                   "N", "close", reason=self._answer_reason, group=group),
            self.review(),
            Action("explore.label", _tr("Open in Label"),
                   lambda: presenter.open_in_label(presenter.targets()), icon="label",
                   reason=self.picks_reason, group=group),
            Action("explore.library", _tr("Show in Library"), presenter.show_in_library,
                   icon="library", reason=self.clip_reason, group=group),
        ]  # fmt: skip

    def _pick(self) -> list[Action]:
        presenter, choose, group = self._presenter, self._doors.choose_tool, _tr("Pick")
        tools: tuple[tuple[Tool, str, str, str], ...] = (
            ("pointer", _tr("Pointer"), "Shift+V", "cursor"),
            ("lasso", _tr("Lasso"), "Shift+L", "lasso"),
            ("hand", _tr("Hand"), "Shift+H", "hand"),
        )
        return [
            *(
                Action(f"explore.{tool}", words, partial(choose, tool), shortcut, icon,
                       reason=self.no_map, group=group)
                for tool, words, shortcut, icon in tools
            ),
            Action("explore.all", _tr("Pick all that is shown"), presenter.pick_shown, "Ctrl+A",
                   reason=self.no_map, group=group),
            Action("explore.similar", _tr("Find similar"),
                   lambda: presenter.find_similar(presenter.targets()), "Ctrl+Shift+F", "similar",
                   reason=self._similar_reason, group=group),
            Action("explore.clear", _tr("Pick nothing"), presenter.clear_picks, "Esc",
                   reason=self.picks_reason, group=group),
        ]  # fmt: skip

    def _look(self) -> list[Action]:
        presenter, group = self._presenter, _tr("Look and hear")
        return [
            Action("explore.play", _tr("Play or pause"), self._doors.play, "Space", "play",
                   group=group),
            Action("explore.hear", _tr("Hear one second on hovering, or not"),
                   lambda: presenter.set_hear(not presenter.state.hear), icon="speaker"),
            Action("explore.fit", _tr("Fit the map"), self._chart.fit, "Ctrl+0", "zoom-fit",
                   reason=self.no_map, group=group),
            Action("explore.colour", _tr("Next meaning of colours"),
                   partial(presenter.next_colour, 1), "]", reason=self.no_map, group=group,
                   line=_tr("Meaning of colours"), caps="[ | ]"),
            Action("explore.colour-back", _tr("Last meaning of colours"),
                   partial(presenter.next_colour, -1), "[", reason=self.no_map, group=group,
                   line=_tr("Meaning of colours")),
            self.inspector(),
            self.copy_picture(),
            self.picture(),
        ]  # fmt: skip

    def _compute(self) -> list[Action]:
        presenter = self._presenter
        return [
            Action("explore.compute", _tr("Compute embeddings"), presenter.compute,
                   icon="explore", menu="project", reason=self._compute_reason),
            Action("explore.map", _tr("Compute a clearer map"), presenter.compute_map,
                   icon="explore", menu="project", reason=self._work_reason),
            Action("explore.errors", _tr("Look for wrong labels"), presenter.look_for_errors,
                   icon="flag", menu="project", reason=self._work_reason),
            Action("explore.show-all", _tr("Show all clips on the map"), presenter.show_all,
                   reason=self.no_map),
        ]  # fmt: skip

    # Why not

    def no_map(self) -> str:
        """Why nothing can be done to the map."""
        return "" if self._presenter.state.points is not None else _tr("There is no map yet.")

    def clip_reason(self) -> str:
        """Why nothing can be done with a chosen clip."""
        return "" if self._presenter.state.clip is not None else _tr("Choose a clip first.")

    def picks_reason(self) -> str:
        """Why nothing can be done with picked clips."""
        return "" if self._presenter.targets() else _tr("Pick or choose clips first.")

    def _similar_reason(self) -> str:
        return self.no_map() or self.picks_reason()

    def _check_reason(self) -> str:
        picked = self._presenter.state.picks
        return self.no_map() or ("" if len(picked) else _tr("Pick clips first."))

    def _answer_reason(self) -> str:
        check = self._presenter.state.check
        going = check is not None and check.current is not None
        return "" if going else _tr("No clip is being checked.")

    def _work_reason(self) -> str:
        busy = _tr("Something is being computed.") if self._presenter.state.work else ""
        return self.no_map() or busy

    def _review_reason(self) -> str:
        state = self._presenter.state
        if state.judged is not None and not state.suspects:
            unable = state.judged.unable
            return _tr("No label can be judged.") if unable else _tr("No label looks wrong.")
        return "" if state.suspects else self._work_reason()

    def _compute_reason(self) -> str:
        state = self._presenter.state
        if state.work:
            return _tr("Something is being computed.")
        if state.bundle is None:
            return _tr("There is no bundle to listen with.")
        return "" if state.n_clips else _tr("There is no clip yet.")
