"""Every command of the Library, in the order of the key sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from ascstudio.pages import Action
from ascstudio.pages.library.player import PlayerBar
from ascstudio.pages.library.presenter import LibraryPresenter
from ascstudio.theme import scene_title


class Doors(Protocol):
    """What commands do on the page itself: dialogs to open, reasons why not."""

    presenter: LibraryPresenter
    player: PlayerBar

    def head_actions(self) -> Sequence[Action]:
        """Buttons of the head."""

    def drawer_action(self) -> Action:
        """Shows and hides the inspector."""

    def import_reason(self) -> str:
        """Why nothing can be imported now."""

    def divide_reason(self) -> str:
        """Why there is nothing to work with."""

    def selection_reason(self) -> str:
        """Why nothing can be done to the selection now."""

    def choose_folder(self) -> None:
        """Ask for a folder."""

    def choose_meta(self) -> None:
        """Import a table."""

    def choose_files(self) -> None:
        """Import recordings."""

    def go_to_filter(self) -> None:
        """Go to the field that filters."""

    def open_locate(self) -> None:
        """Find recordings again."""

    def open_delete(self) -> None:
        """Ask whether recordings may go."""

    def delete_reason(self) -> str:
        """Why no recording can be deleted now."""

    def open_split(self) -> None:
        """Divide."""

    def open_snapshots(self) -> None:
        """Compare."""

    def teach(self) -> None:
        """Go to Teach."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)


def commands_of(page: Doors) -> list[Action]:
    """All commands of the page."""
    found = [action for action in page.head_actions() if action.key != "library.inspector"]
    return [*found, *_bring_in(page), *_look(page), *_decide(page), *_scenes(page)]


def imports(page: Doors) -> list[Action]:
    """What *Import…* offers."""
    offered = (
        ("library.import-folder", _tr("Import a folder…"), page.choose_folder, "import"),
        ("library.import-files", _tr("Import recordings…"), page.choose_files, "file-audio"),
        ("library.import-meta", _tr("Import a table or labels…"), page.choose_meta, "file-audio"),
    )
    group = _tr("Bring in, take out")
    return [
        Action(key, words, run, icon=icon, menu="file", reason=page.import_reason, group=group)
        for key, words, run, icon in offered
    ]


def _bring_in(page: Doors) -> list[Action]:
    group = _tr("Bring in, take out")
    return [
        *imports(page),
        Action(
            "library.locate", _tr("Locate audio…"), page.open_locate,
            icon="search", menu="project", reason=page.divide_reason, group=group,
        ),
        Action(
            "library.doctor", _tr("Examine the data"), page.presenter.doctor.examine,
            icon="doctor", menu="project", reason=page.divide_reason, group=_tr("Trust"),
        ),
        Action(
            "library.divide", _tr("Divide into train and test…"), page.open_split,
            icon="split", menu="project", reason=page.divide_reason, group=_tr("Trust"),
        ),
        Action(
            "library.snapshot", _tr("Take a snapshot"), page.presenter.snapshots.take, "Ctrl+S",
            icon="snapshot", menu="project", reason=page.divide_reason, group=_tr("Trust"),
        ),
        Action(
            "library.snapshots", _tr("Snapshots…"), page.open_snapshots,
            icon="snapshot", menu="project", reason=page.divide_reason, group=_tr("Trust"),
        ),
    ]  # fmt: skip


def _look(page: Doors) -> list[Action]:
    group = _tr("Look and hear")
    return [
        page.drawer_action(),
        Action(
            "library.play", _tr("Play or pause"), page.presenter.play, "Space", "play", group=group
        ),
        Action(
            "library.loop", _tr("Loop"), page.player.toggle_loop, "L", "loop", group=group
        ),
        Action(
            "library.model", _tr("What the model sees"), page.player.toggle_model, "M",
            "model-view", "view", group=group,
        ),
        Action(
            "library.filter", _tr("Filter clips"), page.go_to_filter, "Ctrl+F", group=group
        ),
    ]  # fmt: skip


def _decide(page: Doors) -> list[Action]:
    choose, group, reason = page.presenter.toggle_state, _tr("Decide"), page.selection_reason
    return [
        Action(
            "library.verify", _tr("Mark as verified"), lambda: choose("verified"), "V",
            icon="check-double", menu="edit", reason=reason, group=group,
        ),
        Action(
            "library.review", _tr("Mark for review"), lambda: choose("needs_review"), "R",
            icon="flag", menu="edit", reason=reason, group=group,
        ),
        Action(
            "library.exclude", _tr("Exclude"), lambda: choose("excluded"), "X | Del",
            icon="exclude", menu="edit", reason=reason, group=group,
        ),
        Action(
            "library.delete", _tr("Delete from disk…"), page.open_delete, "Ctrl+Shift+Del",
            icon="trash", menu="edit", reason=page.delete_reason, group=group,
        ),
        Action(
            "library.label", _tr("Label these, one by one"), page.presenter.label_these, "Return",
            icon="label", menu="edit", reason=reason, group=group,
        ),
        Action(
            "library.similar", _tr("Find similar"), page.presenter.find_similar, "Ctrl+Shift+F",
            icon="similar", menu="edit", reason=reason, group=group,
        ),
        Action(
            "library.teach", _tr("Teach a place from these clips…"), page.teach,
            icon="teach", menu="edit", reason=reason, group=group,
        ),
    ]  # fmt: skip


def _scenes(page: Doors) -> list[Action]:
    label, line = _tr("Label as {scene}"), _tr("Label the selection")
    return [
        Action(
            f"library.scene.{n}", label.format(scene=scene_title(scene)),
            partial(page.presenter.label, n), shortcut=key, icon="label",
            reason=page.selection_reason, group=_tr("Decide"), line=line,
            caps="1 | – | 9 | 0 | Q | W | Y | U …",
        )
        for n, (key, scene) in enumerate(page.presenter.scene_keys())
    ]  # fmt: skip
