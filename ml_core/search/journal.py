"""Optuna's journal as a file of lines that a kill cannot spoil."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from optuna.storages.journal import BaseJournalBackend

from ml_core.errors import RunError
from ml_core.files import as_table, from_json


class Journal(BaseJournalBackend):  # type: ignore[misc] # optuna is not read by mypy
    """One line per entry, flushed to disk; half a line at its end is what a kill left, and goes.

    Optuna's own file backend keeps such a half line for good and locks with files that a kill
    leaves behind. Here the search's heartbeat is the lock: there is one writer.

    Args:
        path: made if it is not there.

    Raises:
        RunError: a whole line is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        data = path.read_bytes() if path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data) or not path.exists():
            path.write_bytes(whole)
        try:
            self._entries: list[dict[str, Any]] = [_entry(line) for line in whole.splitlines()]
        except ValueError as error:
            raise damaged(path) from error

    def read_logs(self, log_number_from: int) -> Iterator[dict[str, Any]]:
        """Entries from a number on."""
        yield from self._entries[log_number_from:]

    def append_logs(self, logs: list[dict[str, Any]]) -> None:
        """Write entries, at once on disk."""
        lines = [json.dumps(log, separators=(",", ":")) for log in logs]
        with self._path.open("ab") as stream:
            stream.write("".join(f"{line}\n" for line in lines).encode())
            stream.flush()
            os.fsync(stream.fileno())
        self._entries += [from_json(line) for line in lines]


def damaged(path: Path) -> RunError:
    """What is said of a journal that cannot be read."""
    return RunError(
        f'The journal "{path}" is damaged.', hint="Start a new search; runs stay usable."
    )


def _entry(line: bytes) -> dict[str, Any]:
    entry = as_table(line)
    if entry is None or "op_code" not in entry:
        raise ValueError("no entry of a journal")
    return entry
