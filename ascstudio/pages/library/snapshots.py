"""Snapshots: what the project held at moments, and what is different between two of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ascstudio.pages import Context
from ml_core import api

NOW = 0
"""In place of a snapshot's number: what the project holds now."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SnapshotsState:
    """Everything the dialog shows.

    Attributes:
        snapshots: all, the newest first.
        before: number of the older side of the comparison.
        after: of the newer side, or NOW.
        diff: what is different; None while it is looked at or where there is nothing to compare.
        taking: whether one is being taken.
    """

    snapshots: tuple[api.Snapshot, ...] = ()
    before: int = NOW
    after: int = NOW
    diff: api.SnapshotDiff | None = None
    taking: bool = False


class SnapshotsPresenter(QObject):
    """Takes and compares, in the session's thread."""

    changed = Signal(object)
    """SnapshotsState."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self.state = SnapshotsState()
        self._session.opened.connect(self._forget)
        self._session.closed.connect(self._forget)

    def look(self) -> None:
        """Read the list anew; the newest is compared with now."""
        self._run(lambda project: tuple(project.snapshots()), self._on_list)

    def take(self, name: str = "") -> None:
        """Keep what the project holds now; nothing new where nothing changed."""
        known = {one.id for one in self.state.snapshots}

        def say(snapshot: api.Snapshot) -> None:
            pattern = self.tr("Everything is saved already. Snapshot {n} made.")
            if snapshot.id in known:
                pattern = self.tr("Nothing changed since snapshot {n}.")
            self._context.say(pattern.format(n=snapshot.id))
            self._set(taking=False)
            self.look()

        if self._session.project is not None and not self.state.taking:
            self._set(taking=True)
            self._run(lambda project: project.take_snapshot(name.strip()), say)

    def compare(self, before: int, after: int = NOW) -> None:
        """Look at what is different between two snapshots, or one and now."""
        self._set(before=before, after=after, diff=None)
        if before != NOW and before != after:
            self._run(
                lambda project: project.diff_snapshots(before, after or None),
                lambda diff: self._on_diff(before, after, diff),
            )

    def _run(self, work: Callable[[api.Project], T], done: Callable[[T], None]) -> None:
        project = self._session.project
        if project is not None:
            self._session.background(lambda: work(project), done)

    def _on_list(self, snapshots: tuple[api.Snapshot, ...]) -> None:
        self._set(snapshots=snapshots)
        if snapshots:
            self.compare(snapshots[0].id)

    def _on_diff(self, before: int, after: int, diff: api.SnapshotDiff) -> None:
        if (before, after) == (self.state.before, self.state.after):
            self._set(diff=diff)

    def _forget(self) -> None:
        self.state = SnapshotsState()
        self.changed.emit(self.state)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)
