"""What the export dialog knows: which clips, in which form, where to, what the form cannot hold."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QObject, Signal

from ascstudio.project.background import Background
from ascstudio.project.clip_table import ClipTable, Facet
from ml_core import api

Scope = Literal["selection", "filter", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
Form = Literal["meta", "csv", "parquet", "audacity", "raven", "labelstudio", "aoef", "wav"]
FORMS: tuple[Form, ...] = get_args(Form)
ENDINGS: Mapping[Form, str] = {
    "meta": ".csv", "csv": ".csv", "parquet": ".parquet", "audacity": "", "raven": ".txt",
    "labelstudio": ".json", "aoef": ".json", "wav": "",
}  # fmt: skip
"""What the file's name ends in; empty where it is a folder."""
NAMES: Mapping[Form, str] = {
    "meta": "meta", "csv": "clips", "parquet": "clips", "audacity": "audacity labels",
    "raven": "selections", "labelstudio": "tasks", "aoef": "annotations", "wav": "clips",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write: ``ids`` None takes all clips."""

    form: Form
    out: Path
    ids: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class ExportState:
    """Everything the dialog shows.

    Attributes:
        counts: clips by scope.
        scope: which of them.
        form: how they are written.
        out: file or folder to write.
        left_out: clips and facts that the form cannot hold, in sentences; None while one looks.
        there: whether something is there already.
    """

    counts: Mapping[Scope, int]
    scope: Scope
    form: Form = "csv"
    out: Path = field(default_factory=Path)
    left_out: tuple[str, ...] | None = ()
    there: bool = False

    @property
    def n(self) -> int:
        """Clips in the scope."""
        return self.counts[self.scope]

    @property
    def folder(self) -> bool:
        """Whether a folder is written, not a file."""
        return not ENDINGS[self.form]


class ExportPresenter(QObject):
    """Scope first, then form, then place.

    Args:
        table: all clips.
        selected: ids of the selection.
        shown: ids that the filter leaves.
        wanted: the filter, for the command.
        text: words of the filter.
        folder: of the project.
    """

    changed = Signal(object)
    """ExportState."""

    def __init__(
        self,
        table: ClipTable,
        selected: Sequence[int],
        shown: Sequence[int],
        wanted: Mapping[Facet, Collection[str]],
        text: str,
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._table, self._wanted, self._text = table, wanted, text
        self._ids: dict[Scope, tuple[int, ...]] = {
            "selection": tuple(selected),
            "filter": tuple(shown),
            "all": tuple(table.segment_ids.tolist()),
        }
        self._project = folder
        self._background = Background("look-export", self)
        counts = {scope: len(ids) for scope, ids in self._ids.items()}
        scope: Scope = "filter" if wanted or text else "all"
        if len(selected) > 1:  # a single row is selected as soon as the table has focus
            scope = "selection"
        self.state = ExportState(counts, scope)
        self._place(folder.parent / f"{NAMES['csv']}{ENDINGS['csv']}")
        self._look()

    def set_scope(self, scope: Scope) -> None:
        """Export other clips."""
        self._set(scope=scope)
        self._look()

    def set_form(self, form: Form) -> None:
        """Write another form; the place follows."""
        parent = self.state.out.parent
        self._set(form=form)
        self._place(parent / f"{NAMES[form]}{ENDINGS[form]}")
        self._look()

    def set_out(self, out: Path) -> None:
        """Write to another place."""
        self._place(out)

    def choice(self) -> ExportChoice:
        """What would be written now."""
        state = self.state
        return ExportChoice(
            state.form, state.out, None if state.scope == "all" else self._ids[state.scope]
        )

    def command(self) -> str:
        """The command line that does the same; empty for clips that were picked by hand."""
        state = self.state
        if state.scope == "selection" or (state.scope == "filter" and self._text):
            return ""
        said = []
        if state.scope == "filter":
            for facet, values in self._wanted.items():
                if not all(values) or any("," in value for value in values):
                    return ""  # "none of them" and commas have no words there
                said += [f"--{facet}", ",".join(sorted(values))]
        words = ["asc", "labels", str(self._project), str(state.out), "--format", state.form]
        return shlex.join([*words, *said])

    def close(self) -> None:
        """Nobody waits for the look any more."""
        self._background.let_go()

    def _look(self) -> None:
        """What the form cannot hold, counted in a thread: 230,000 clips take a while."""
        self._background.forget()
        self._set(left_out=None)
        self._background.run(
            _looker(self._table, self._ids[self.state.scope], self.state.form),
            lambda found: self._set(left_out=tuple(found)),
        )

    def _place(self, out: Path) -> None:
        try:
            there = out.exists() and (not out.is_dir() or any(out.iterdir()))
        except OSError:
            there = False
        self._set(out=out, there=there)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def write(folder: Path, choice: ExportChoice, monitor: api.Monitor) -> api.ExportReport:
    """Do it; runs in a thread.

    Raises:
        AscError: nothing was written.
        Cancelled: asked to stop; nothing was written.
    """
    with api.Project.open(folder, read_only=True) as project:
        if choice.form == "wav":
            return api.export_clips(project, choice.out, choice.ids, monitor)
        monitor.report(0, None, stage="writing")
        return api.export_labels(project, choice.out, choice.form, choice.ids)


def _looker(table: ClipTable, ids: Sequence[int], form: Form) -> Callable[[], list[str]]:
    def look() -> list[str]:
        clips = [clip for one in ids if (clip := table.clip(one)) is not None]
        if form == "wav":
            return api.unsaid(clips, form)
        kept = [clip for clip in clips if api.fits(clip, form)]
        return api.left_out(clips, form) + api.unsaid(kept, form)

    return look
