"""What the import dialog knows: what was found, what its columns mean, what would come in."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import PIPE
from typing import Any

from PySide6.QtCore import QObject, Signal

from ascstudio.pages.library.arrivals import Arrival
from ascstudio.project.background import Background
from ascstudio.translation import told
from ml_core import api

SHOWN_ROWS = 20
LARGE_BYTES = 1 << 19
"""Of a table: some ten thousand rows, which take a hundred times as much while they are read."""
POLL_S = 0.1
TABLE_KINDS = ("meta", "csv", "parquet")
KEPT, UNREAD = "extra", "ignore"


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What the import dialog asked for.

    Attributes:
        path: folder, recording, table or label file.
        only: of a folder, these alone.
        mapping: meaning of every column that has one; None lets the engine guess.
        audio: where the recordings lie, None beside the table.
        copy: copy them into the project.
        split: divide the project afterwards, if it is not divided yet.
        kind: what it is read as.
        again: try what did not come in before, and leave what did alone.
    """

    path: Path
    only: tuple[str, ...] = ()
    mapping: Mapping[str, str] | None = None
    audio: Path | None = None
    copy: bool = False
    split: bool = True
    kind: api.ImportKind = "auto"
    again: bool = False


@dataclass(frozen=True, slots=True)
class ImportState:
    """Everything the dialog shows.

    Attributes:
        arrival: what was chosen.
        kind: what it is read as; "auto" until it was looked at.
        guess: what it was taken for.
        table: its first rows, where it is a table.
        mapping: meaning by column.
        found: what would come in; None while it is looked at.
        looking: whether it is looked at.
        problem: why nothing can come in.
        hint: what to do about it.
        audio: folder of the recordings, None beside the table.
        copy: copy the recordings into the project.
        split: divide the project afterwards.
    """

    arrival: Arrival
    kind: api.ImportKind = "auto"
    guess: api.ImportKind = "auto"
    table: api.TablePreview | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    found: api.Survey | None = None
    looking: bool = True
    problem: str = ""
    hint: str = ""
    audio: Path | None = None
    copy: bool = False
    split: bool = True

    @property
    def guessed(self) -> bool:
        """Whether the columns mean what was guessed."""
        return self.table is None or self.mapping == self.table.guess

    @property
    def n_coming(self) -> int | None:
        """Clips that would come in; None where only the import can tell.

        Where no recording is there, all come in without sound; where some are, the others do not.
        """
        found = self.found
        if found is None:
            return None
        if not found.n_missing or self.silent:
            return found.clips
        return found.clips - found.n_missing if found.clips == found.recordings else None

    @property
    def silent(self) -> bool:
        """Whether there is not a single recording, only what is said of them."""
        return self.found is not None and 0 < self.found.recordings == self.found.n_missing


class ImportPresenter(QObject):
    """Looks at what was chosen, in a thread, again after every change of a column's meaning.

    Args:
        arrival: what was chosen.
        folder: of the project, for the command.
        divided: whether the project has a split already.
    """

    changed = Signal(object)
    """ImportState."""

    def __init__(
        self, arrival: Arrival, folder: Path | None, *, divided: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._background = Background("look-import", self)
        self._monitor = api.Monitor()
        self._said: dict[str, str] = {}
        self.state = ImportState(arrival, split=not divided)
        self._background.run(
            lambda: kind_of(arrival), self._on_kind, lambda error: self._on_problem(error)
        )

    def set_kind(self, kind: api.ImportKind) -> None:
        """Say what it is; the preview follows."""
        self._monitor.cancel()
        self._background.forget()
        self._said.clear()
        self._set(kind=kind, table=None, mapping={}, found=None, looking=True, problem="", hint="")
        arrival = self.state.arrival
        self._background.run(lambda: first_rows(arrival, kind), self._on_table, self._on_problem)

    def set_meaning(self, column: str, meaning: str) -> None:
        """Say what a column means; another that meant the same is kept as it is instead."""
        if self.state.table is not None:
            self._said.pop(column, None)
            self._said[column] = meaning  # the last that was said goes before the others
            self._set(mapping=merged(self.state.table.guess, self._said))
            self._look()

    def guess_again(self) -> None:
        """Go back to what was guessed."""
        if self.state.table is not None:
            self._said.clear()
            self._set(mapping=dict(self.state.table.guess))
            self._look()

    def set_audio(self, folder: Path) -> None:
        """Say where the recordings lie."""
        self._set(audio=folder)
        self._look()

    def set_copy(self, copy: bool) -> None:
        """Copy the recordings into the project, or leave them where they are."""
        self._set(copy=copy)

    def set_split(self, split: bool) -> None:
        """Divide the project afterwards, or not."""
        self._set(split=split)

    def choice(self) -> ImportChoice:
        """What the import would do now."""
        state = self.state
        return ImportChoice(
            state.arrival.path,
            state.arrival.only,
            None if state.guessed else dict(state.mapping),
            state.audio,
            copy=state.copy,
            split=state.split,
            kind="auto" if state.kind == state.guess else state.kind,
        )

    def command(self) -> str:
        """The command line that does the same."""
        return import_command(self._folder, self.choice(), self.state.table)

    def close(self) -> None:
        """Nobody waits for the look any more."""
        self._monitor.cancel()
        self._background.let_go()

    def _look(self) -> None:
        self._monitor.cancel()
        self._background.forget()  # what was asked before is of no interest any more
        self._monitor = api.Monitor()
        self._set(found=None, looking=True, problem="", hint="")
        self._background.run(looker(self.choice(), self._monitor), self._on_found, self._on_problem)

    def _on_kind(self, kind: api.ImportKind) -> None:
        self._set(guess=kind)
        self.set_kind(kind)

    def _on_table(self, table: api.TablePreview | None) -> None:
        self._set(table=table, mapping=dict(table.guess) if table is not None else {})
        self._look()

    def _on_found(self, found: api.Survey | None) -> None:
        if found is not None:  # else it was cancelled: a newer look is on its way
            self._set(found=found, looking=False)

    def _on_problem(self, error: api.AscError) -> None:
        self._set(found=None, looking=False, problem=told(error.message), hint=told(error.hint))

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def merged(guess: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Meaning by column: each but "kept" and "not read" once, what was said last goes first.

    It is always made from the guess: who walks through the meanings with a key robs no column for
    good.
    """
    mapping = dict(guess)
    for column, meaning in said.items():
        if meaning not in (KEPT, UNREAD):
            mapping = {name: KEPT if old == meaning else old for name, old in mapping.items()}
        mapping[column] = meaning
    return mapping


def kind_of(arrival: Arrival) -> api.ImportKind:
    """What it is taken for.

    Raises:
        ImportProblem: it cannot be read.
    """
    there = not arrival.only and arrival.path.exists()
    return api.detect_format(arrival.path) if there else "folder"


def kinds_of(arrival: Arrival) -> tuple[api.ImportKind, ...]:
    """What it can be read as."""
    return api.of_recordings() if arrival.only else api.possible_kinds(arrival.path)


def first_rows(arrival: Arrival, kind: api.ImportKind) -> api.TablePreview | None:
    """The beginning of a table; None where it is read as something else.

    Raises:
        AscError: nothing there can come in.
    """
    path = arrival.path
    if arrival.only or kind not in TABLE_KINDS or not path.exists():
        return None
    if is_large(path):
        words = ["import", ".", str(path), "--as", kind, "--rows", str(SHOWN_ROWS)]
        return api.TablePreview.from_json(ask_child(words, api.Monitor()))
    stretches = False if kind == "meta" else None
    return api.preview_table(api.table_at(path), SHOWN_ROWS, stretches=stretches)


def import_command(
    folder: Path | None, choice: ImportChoice, table: api.TablePreview | None = None
) -> str:
    """What one would type instead of clicking."""
    return shlex.join(["asc", *import_arguments(folder, choice, table)])


def import_arguments(
    folder: Path | None, choice: ImportChoice, table: api.TablePreview | None = None
) -> list[str]:
    """The import as arguments of ``asc``."""
    said = [] if choice.kind == "auto" else ["--as", choice.kind]
    if choice.mapping is not None:
        guess = table.guess if table is not None else {}
        for column, meaning in choice.mapping.items():
            if guess.get(column) != meaning:
                said += ["--column", f"{column}={meaning}"]
    if choice.audio is not None:
        said += ["--audio", str(choice.audio)]
    if choice.copy:
        said.append("--copy")
    if choice.split:
        said.append("--split")
    if choice.again:
        said.append("--again")
    if len(choice.only) == 1:
        return ["import", str(folder or ""), str(choice.path / choice.only[0]), *said]
    said += [f"--only={name}" for name in choice.only]
    return ["import", str(folder or ""), str(choice.path), *said]


def looker(choice: ImportChoice, monitor: api.Monitor) -> Callable[[], api.Survey | None]:
    """Counts what would come in; None where it was cancelled."""

    def look() -> api.Survey | None:
        try:
            if is_large(choice.path):
                words = [*import_arguments(None, choice), "--plan"]
                return api.Survey.from_json(ask_child(words, monitor))
            return api.survey(
                choice.path,
                kind=choice.kind,
                mapping=choice.mapping,
                audio=choice.audio,
                only=choice.only,
                monitor=monitor,
            )
        except api.Cancelled:
            return None

    return look


def is_large(path: Path) -> bool:
    """Whether a table is better read in another process, which gives its memory back."""
    table = api.table_in(path) if path.is_dir() else path
    return table is not None and table.is_file() and table.stat().st_size > LARGE_BYTES


def ask_child(arguments: Sequence[str], monitor: api.Monitor) -> dict[str, Any]:
    """What ``asc`` answers, in a thread.

    Raises:
        AscError: it refused.
        Cancelled: asked to stop.
    """
    command = api.module_command("ml_core", *arguments, "--json")
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, encoding="utf-8") as child:
        while True:
            try:
                answer, words = child.communicate(timeout=POLL_S)
                break
            except subprocess.TimeoutExpired:
                if monitor.cancelled:
                    child.kill()
                    raise api.Cancelled from None
    if child.returncode != 0:
        raise api.ImportProblem(words.strip().splitlines()[-1] if words.strip() else "")
    found: dict[str, Any] = json.loads(answer)
    return found
